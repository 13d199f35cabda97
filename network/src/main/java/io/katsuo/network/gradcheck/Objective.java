package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.network.numeric.DoubleNetwork;

/** The number that is differentiated: a function of the outputs of the layers. */
interface Objective {
    String name();

    /** The value for a batch of outputs. */
    double forward(Tensor outputs);

    /** Its derivative with respect to the outputs, after {@link #forward}. */
    Tensor backward();

    /** This objective, with another derivative for the last sample if that does not depend on the outputs. */
    default Objective altered() {
        return this;
    }

    /** A batch with another last sample: its values are in reverse order, halved and moved. */
    static Tensor otherLastSample(Tensor x) {
        float[] values = x.toArray();
        int width = values.length / (x.rank() < 2 ? 1 : Math.max(1, x.dim(0)));
        float[] result = values.clone();
        for (int i = 1; i <= width && width <= values.length; i++) {
            result[result.length - i] = 0.25f + 0.5f * values[values.length - width + i - 1];
        }
        return Tensor.wrap(result, x.shape().dims());
    }

    /** The same for one sample in double; the value is the weighted sum over the samples, divided by the normalizer. */
    LossFormula formula();

    double normalizer();

    /** The targets that the formula gets, one array for each sample. */
    double[][] targets(Shape outputs);

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
            return layer.backward();
        }

        @Override
        public LossFormula formula() {
            return layer.formula();
        }

        @Override
        public double normalizer() {
            return layer.normalizer(t);
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
            double sum = 0;
            for (int i = 0; i < outputs.size(); i++) {
                sum += (double) weights.array()[i] * outputs.array()[i];
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
            return new Projection(Objective.otherLastSample(weights));
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
        public double normalizer() {
            return 1;
        }

        @Override
        public double[][] targets(Shape outputs) {
            int rows = outputs.rank() < 2 ? 1 : outputs.dim(0);
            int width = outputs.size() / rows;
            double[][] targets = new double[rows][width];
            for (int i = 0; i < outputs.size(); i++) {
                targets[i / width][i % width] = weights.array()[i];
            }
            return targets;
        }
    }
}
