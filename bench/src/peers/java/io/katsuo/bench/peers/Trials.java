package io.katsuo.bench.peers;

import io.katsuo.bench.peers.elementwise.ElementwiseTrial;
import io.katsuo.bench.peers.sgemm.SgemmTrial;
import io.katsuo.bench.peers.training.TrainingTrial;
import io.katsuo.bench.peers.trial.Trial;
import java.util.List;
import java.util.stream.Stream;

/** All trials, in the order of the tables. */
final class Trials {
    private Trials() {}

    static List<Trial> all() {
        return Stream.of(SgemmTrial.all(), TrainingTrial.all(), ElementwiseTrial.all())
                .flatMap(List::stream)
                .toList();
    }

    static Trial named(String name) {
        return all().stream()
                .filter(trial -> trial.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trial is named " + name));
    }
}
