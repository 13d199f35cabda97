package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A network drawn at random, with a batch: depth 1 to 20, widths 1 to 200, batches of 1 to 20. */
record RandomNetworks(Network network, Tensor x, Targets t, String what) {
    static RandomNetworks draw(Rng rng, int widestOfAll) {
        int depth = 1 + rng.nextInt(20);
        int widest = 1 + rng.nextInt(widestOfAll);
        int rows = 1 + rng.nextInt(20);
        String[] inits = {"He", "Xavier", "0.01"};
        int init = rng.nextInt(inits.length);
        boolean biases = rng.nextInt(2) == 0;
        int mix = rng.nextInt(3);
        int inputs = 1 + rng.nextInt(widest);
        int width = inputs;
        List<Layer> layers = new ArrayList<>();
        StringBuilder what = new StringBuilder(inits[init] + ", " + rows + " samples, " + inputs);
        for (int i = 1; i <= depth; i++) {
            int outputs = i == depth ? 2 + rng.nextInt(10) : 1 + rng.nextInt(widest);
            double std = init == 0 ? Math.sqrt(2.0 / width) : init == 1 ? Math.sqrt(1.0 / width) : 0.01;
            Tensor b = biases ? Tensor.normal(rng, 0, 0.1, Shape.of(outputs)) : Tensor.zeros(outputs);
            layers.add(new Affine("affine" + i, Tensor.normal(rng, 0, std, Shape.of(width, outputs)), b));
            what.append("-").append(outputs);
            if (i < depth) {
                boolean relu = mix == 0 || mix == 2 && rng.nextInt(2) == 0;
                layers.add(relu ? new Relu("relu" + i) : new Sigmoid("sigmoid" + i));
                what.append(relu ? "r" : "s");
            }
            width = outputs;
        }
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = rng.nextInt(width);
        }
        double scale = rng.nextInt(4) == 0 ? 10 : 1;
        Tensor x = Tensor.normal(rng, 0, scale, Shape.of(rows, inputs));
        LossLayer loss = new SoftmaxWithLoss();
        return new RandomNetworks(new Network(layers, loss), x, Targets.of(labels), what.toString());
    }
}
