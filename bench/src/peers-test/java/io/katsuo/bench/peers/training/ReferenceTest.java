package io.katsuo.bench.peers.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A system whose loss, step or prediction is wrong is not timed. */
class ReferenceTest {
    private final Start start = new Start(
            new int[] {Start.PIXELS, 30, 20, Start.CLASSES},
            Start.batches(1, 40),
            3,
            0.05f,
            1);
    private final Reference reference = new Reference(start);

    /** Katsuo's learner, until a test overrides one of its answers. */
    private class Delegate implements Learner {
        private final Learner right = new KatsuoLearner(start);

        @Override
        public double step(int batch) {
            return right.step(batch);
        }

        @Override
        public void predict() {
            right.predict();
        }

        @Override
        public float[] scores() {
            return right.scores();
        }

        @Override
        public float[][] parameters() {
            return right.parameters();
        }
    }

    private void assertRefused(String what, Learner learner) {
        String message = assertThrows(IllegalStateException.class, () -> reference.check("somebody", learner))
                .getMessage();
        assertTrue(message.contains(what) && message.contains("somebody"), message);
    }

    @Test
    void rightLearnersPass() {
        assertDoesNotThrow(() -> reference.check("somebody", new Delegate()));
    }

    @Test
    void wrongLossIsRefused() {
        assertRefused("loss", new Delegate() {
            @Override
            public double step(int batch) {
                return super.step(batch) * 1.01;
            }
        });
    }

    @Test
    void wrongScoresAreRefused() {
        assertRefused("scores", new Delegate() {
            @Override
            public float[] scores() {
                float[] scores = super.scores();
                scores[5] *= 1.1f;
                return scores;
            }
        });
    }

    @Test
    void parameterThatStaysIsRefused() {
        for (int i = 0; i < 6; i++) {
            int still = i;
            assertRefused("parameter " + (still + 1), new Delegate() {
                @Override
                public float[][] parameters() {
                    float[][] parameters = super.parameters();
                    parameters[still] = start.parameters()[still];
                    return parameters;
                }
            });
        }
    }
}
