import module io.katsuo.network;

import io.katsuo.layers.Param;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.Reductions.max;
import static io.katsuo.core.ops.Indexing.oneHot;

/** Provokes the messages that users see most. */
void main() throws IOException {
    var x = Tensor.zeros(3, 4);
    var t = Targets.of(0, 1, 2);
    var network = Network.of(new int[] {4, 5, 3}, 1);

    IO.println("Shapes");
    show(() -> matmul(x, Tensor.zeros(3, 4)));
    show(() -> add(x, Tensor.zeros(3)));
    show(() -> add(x, x, Tensor.zeros(4, 3)));
    show(() -> Tensor.of(1, 2, 3).reshape(2, 2));
    show(() -> x.transpose().reshape(12));
    show(() -> Tensor.of(new float[][] {{1, 2}, {3}}));
    show(() -> x.row(3));
    show(() -> x.slice(0, 1, 4));
    show(() -> x.item());
    show(() -> max(Tensor.zeros(0, 2)));
    show(() -> network.predict(Tensor.zeros(3, 7)));

    IO.println("\nMemory");
    var square = Tensor.zeros(4, 4);
    show(() -> matmul(square, square, square));
    show(() -> add(x, x, Tensor.zeros(1, 4).broadcastTo(3, 4)));

    IO.println("\nTargets");
    show(() -> network.loss(x, Targets.of(0, 1)));
    show(() -> network.loss(x, Targets.of(0, 1, 3)));
    show(() -> network.loss(x, Targets.of(Tensor.full(Shape.of(3, 3), 0.5f))));
    show(() -> oneHot(new int[] {1, 5}, 3));

    IO.println("\nNetworks");
    var relu = new Relu("relu1");
    show(() -> new Relu("relu1").backward(x));
    show(() -> new Network(List.of(relu, relu), new SoftmaxWithLoss()));
    show(() -> Network.builder(4, 1).affine(3).add(Affine.of("affine2", 5, 2, Initializer.HE, new Rng(1))));
    show(() -> network.layer("Sigmoid1"));

    IO.println("\nTraining and files");
    var linear = Network.of(new int[] {4, 3}, 1);
    var large = Tensor.normal(new Rng(1), 0, 1e20, Shape.of(3, 4));
    show(() -> new Trainer(linear, large, t).batchSize(3).run());
    show(() -> new Trainer(network, Tensor.full(Shape.of(3, 4), Float.NaN), t).batchSize(3).run());
    show(() -> network.loadParameters(Path.of("missing.npz")));
    Files.writeString(Path.of("text.npz"), "not a file of arrays");
    show(() -> network.loadParameters(Path.of("text.npz")));
}

interface Action {
    void run() throws IOException;
}

void show(Action action) {
    try {
        action.run();
    } catch (Exception e) {
        IO.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        return;
    }
    throw new AssertionError("no error");
}
