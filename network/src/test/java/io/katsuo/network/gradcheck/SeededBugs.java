package io.katsuo.network.gradcheck;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The catalogue of mistakes that people make in layers, each in an otherwise right network. */
final class SeededBugs {
    private SeededBugs() {}

    static Stream<Bug> all() {
        return Stream.of(LossBugs.ALL, AffineBugs.ALL, ActivationBugs.ALL).flatMap(Collection::stream);
    }

    /**
     * A mistake.
     *
     * @param name what it is
     * @param says how the first finding of the report must begin: which layer it names, and what the mistake looks like
     * @param plant makes it
     */
    record Bug(String name, String says, Consumer<Fixture> plant) {
        /** The layer that the mistake is in. */
        String layer() {
            return says.substring(0, says.indexOf('.'));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
