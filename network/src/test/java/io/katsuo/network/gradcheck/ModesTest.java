package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.Digits;
import io.katsuo.network.Network;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.Stencil;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Samples, order 4, progress and cancellation of a check. */
class ModesTest {
    private final Digits digits = Digits.any(3);
    private final TwoLayerNet net = new TwoLayerNet(784, 50, 10, 3);

    private GradientCheck check(Network network) {
        return GradientCheck.of(network).on(digits.images(), digits.targets());
    }

    @Test
    void aSampleHasAsManyEntriesOfEachParameter() {
        GradientReport report = check(net).sample(30, 5).run().assertPassed();
        assertEquals(
                List.of(30, 30, 30, 10),
                report.entries().stream()
                        .map(entry -> entry.checked() + entry.skipped())
                        .toList());
        assertEquals(report.toJson(), check(net).sample(30, 5).run().toJson());
        assertFalse(report.toJson().equals(check(net).sample(30, 6).run().toJson()), "another seed, other entries");
    }

    /** A factor is wrong in every entry with a gradient: any sample that has one shows it. */
    @Test
    void aSampleFindsWhatIsWrongEverywhere() {
        Network wrong = Bugs.inGradient(net, "W2", g -> {
            for (int i = 0; i < g.size(); i++) {
                g.array()[i] *= 1.001f;
            }
        });
        GradientReport report = check(wrong).sample(20, 1).run();
        assertFalse(report.passed());
        assertFalse(report.entry("W2").passed(), report.toString());
        assertTrue(report.entry("b2").passed(), report.toString());
    }

    /** At the same step of 1e-2 the reference of order 4 is a hundred times nearer the chain rule. */
    @Test
    void richardsonIsNearerTheChainRule() {
        GradientReport second = check(net).stencil(Stencil.central(1e-2)).run();
        GradientReport fourth =
                check(net).stencil(Stencil.richardson(1e-2)).run().assertPassed();
        for (String parameter : List.of("W2", "b2")) {
            double coarse = second.entry(parameter).consistency().normRelative();
            double fine = fourth.entry(parameter).consistency().normRelative();
            assertTrue(fine < coarse / 100, parameter + ": " + fine + " against " + coarse);
        }
    }

    @Test
    void progressIsToldAndACancelledCheckEnds() {
        AtomicLong last = new AtomicLong();
        AtomicLong all = new AtomicLong();
        check(net)
                .sample(50, 1)
                .progress(new CheckProgress((done, total) -> {
                    last.set(done);
                    all.set(total);
                }))
                .run();
        assertTrue(all.get() >= 160 && last.get() > 0 && last.get() <= all.get(), last + " of " + all);
        CheckProgress[] progress = new CheckProgress[1];
        progress[0] = new CheckProgress((done, total) -> progress[0].cancel());
        assertThrows(
                CancellationException.class,
                () -> check(net).progress(progress[0]).run());
        check(net).sample(50, 1).run().assertPassed();
    }
}
