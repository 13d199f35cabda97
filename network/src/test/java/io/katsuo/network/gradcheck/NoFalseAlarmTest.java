package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.network.numeric.EntryChoice;
import org.junit.jupiter.api.Test;

class NoFalseAlarmTest {
    @Test
    void measure() {
        int count = Integer.getInteger("katsuo.test.networks", 100);
        double[] most = new double[5];
        String[] who = new String[5];
        int failed = 0;
        long t0 = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long seed = 1000 + i;
            RandomNetworks drawn = RandomNetworks.draw(new Rng(seed), i % 10 == 0 ? 200 : 60);
            GradientReport report = GradientCheck.of(drawn.network())
                    .on(drawn.x(), drawn.t())
                    .entries(EntryChoice.sample(12, seed))
                    .run();
            if (!report.passed()) {
                failed++;
                if (failed < 12)
                    System.out.println(
                            "FAILED " + seed + " " + drawn.what() + "\n" + report.reason() + " " + report.forward());
                for (CheckedParameter e : report.entries())
                    if (!e.passed() && failed < 4)
                        System.out.println("   " + e.name() + " " + e.reason() + " " + e.precision() + " B " + e.bound()
                                + " " + e.worst());
            }
            for (CheckedParameter e : report.entries()) {
                note(most, who, 0, e.precision().maxAbsolute() / e.bound(), seed + " " + e.name() + " " + drawn.what());
                note(most, who, 4, e.errors().maxAbsolute() / e.bound(), seed + " " + e.name() + " " + drawn.what());
            }
            for (CheckedLayer l : report.layers()) {
                note(most, who, 1, l.forwardError() / l.forwardBound(), seed + " " + l.name() + " " + drawn.what());
                note(most, who, 2, l.backwardError() / l.backwardBound(), seed + " " + l.name() + " " + drawn.what());
            }
            note(most, who, 3, report.forward().scoreError() / report.forward().scoreBound(), seed + drawn.what());
        }
        System.out.println(failed + " of " + count + " failed, s " + (System.nanoTime() - t0) / 1e9);
        String[] names = {"precision", "layer forward", "layer backward", "scores", "errors"};
        for (int k = 0; k < 5; k++) System.out.println(names[k] + " " + most[k] + " " + who[k]);
        assertTrue(failed == 0);
    }

    static void note(double[] most, String[] who, int k, double v, String w) {
        if (v > most[k]) {
            most[k] = v;
            who[k] = w;
        }
    }
}
