package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.Optional;

/** The number that is differentiated: a function of the outputs of the layers. */
interface Objective {
    String name();

    /** The value for a batch of outputs. */
    double forward(Tensor outputs);

    /** Its derivative by the outputs, after {@link #forward}. */
    Tensor backward();

    /** What is wrong with that derivative times a number, after {@link #forward}, in words that follow a colon. */
    Optional<String> scalingFault();

    /** This objective, with another derivative for the last sample if that does not depend on the outputs. */
    default Objective altered() {
        return this;
    }

    /** The same for one sample in double; the value is the mean over the samples. */
    LossFormula formula();

    /** The targets that the formula gets, one array for each sample. */
    double[][] targets(Shape outputs);

    private static int rows(Shape outputs) {
        return outputs.rank() < 2 ? 1 : outputs.dim(0);
    }

    /** The loss of a network. */
    record Loss(LossLayer layer, Targets t) implements Objective {
        @Override
        public String name() {
            return layer.name();
        }

        @Override
        public double forward(Tensor outputs) {
            return layer.forward(outputs, t);
        }

        @Override
        public Tensor backward() {
            return layer.backward(1);
        }

        @Override
        public Optional<String> scalingFault() {
            return Probes.scaling(layer);
        }

        @Override
        public LossFormula formula() {
            return layer.formula();
        }

        @Override
        public double[][] targets(Shape outputs) {
            return DoubleNetwork.targets("gradientCheck", layer, outputs, t);
        }
    }

    /** For layers without a loss: the sum of the outputs with random weights, which are its derivatives. */
    record Projection(Tensor weights) implements Objective {
        static Projection of(Shape outputs, long seed) {
            return new Projection(Tensor.randn(new Rng(seed), outputs.dims()));
        }

        @Override
        public String name() {
            return "projection";
        }

        @Override
        public double forward(Tensor outputs) {
            float[] y = outputs.toArray();
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += (double) weights.array()[i] * y[i];
            }
            return sum;
        }

        @Override
        public Tensor backward() {
            // A layer may write into it.
            return weights.copy();
        }

        @Override
        public Objective altered() {
            return new Projection(AlteredBatch.lastSample(weights));
        }

        @Override
        public Optional<String> scalingFault() {
            return Optional.empty();
        }

        @Override
        public LossFormula formula() {
            return (outputs, at, t) -> {
                double sum = 0;
                for (int k = 0; k < t.length; k++) {
                    sum += t[k] * outputs[at + k];
                }
                return sum;
            };
        }

        @Override
        public double[][] targets(Shape outputs) {
            int rows = rows(outputs);
            double[][] targets = new double[rows][outputs.size() / rows];
            for (int i = 0; i < outputs.size(); i++) {
                // The mean over the samples divides by their number.
                targets[i / targets[0].length][i % targets[0].length] = (double) weights.array()[i] * rows;
            }
            return targets;
        }
    }
}
