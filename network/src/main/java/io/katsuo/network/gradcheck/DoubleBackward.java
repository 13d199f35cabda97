package io.katsuo.network.gradcheck;

import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork;

/**
 * The backward pass in double: the chain rule, with derivatives of single layers taken from their formulas. It is done
 * twice at once: through the double network; and for each layer alone, from the floats that the float32 code gave to that
 * layer, to be compared with what the float32 code made of them.
 */
final class DoubleBackward {
    final DoubleNetwork network;
    final FloatPass pass;

    /** By boundary: the step to the inputs of the layer behind it, the last to the scores; null if not wanted. */
    final ChainStep[] steps;

    /** By layer and output: the rounding error of its formula. */
    final double[][] noise;

    /** The loss of the float scores, in double. */
    final double lossOfFloatScores;

    DoubleBackward(
            DoubleNetwork network,
            FloatPass pass,
            Objective objective,
            double[][] targets,
            boolean inputs,
            CheckProgress progress) {
        int depth = pass.values.length - 1;
        this.network = network;
        this.pass = pass;
        this.steps = new ChainStep[depth + 1];
        this.noise = new double[depth][];
        LossGradient gradient = new LossGradient(objective, targets, network.values(depth), pass.values[depth]);
        this.lossOfFloatScores = gradient.lossOfFloats();
        this.steps[depth] = gradient.step(depth, pass.derivatives[depth]);
        for (int l = depth - 1; l >= 0; l--) {
            noise[l] = FormulaNoise.of(network, l, pass.values[l]);
            if (l > 0 || inputs) {
                steps[l] = ChainStep.toInputs(l, pass.values[l].length);
                steps[l].run(this, progress);
            }
        }
    }

    /** The rounding error of the loss in double, as far as the layers make it. */
    double lossNoise() {
        double squares = 0;
        for (int l = 0; l < noise.length; l++) {
            for (int i = 0; i < noise[l].length; i++) {
                double part = steps[l + 1].derivatives[i] * noise[l][i];
                squares += part * part;
            }
        }
        return Math.sqrt(squares);
    }
}
