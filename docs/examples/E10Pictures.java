import module io.katsuo.network;

/** 10. Pictures as SVG: a network, a computational graph with its derivatives, a learning curve. */
void main() throws IOException {
    // @start region="network"
    var network = Network.builder(10, 1).affine(16).relu().affine(3).softmaxWithLoss();
    Files.writeString(Path.of("network.svg"), NetworkDiagram.backward(network, 50).toSvg());
    // @end

    // @start region="graph"
    var graph = new Graph();
    var price = graph.input("price");
    var number = graph.input("number");
    var tax = graph.input("tax");
    var total = price.multiply(number).multiply(tax).named("total");
    var gradients = graph.evaluate(100, 2, 1.1).backward(total);
    IO.println("d total / d price = " + gradients.of(price));
    Files.writeString(Path.of("graph.svg"), gradients.diagram("Two apples and a tax").toSvg());
    // @end
    check(Math.abs(gradients.of("price") - 2.2) < 1e-12);

    // @start region="curve"
    var x = Tensor.randn(new Rng(1), 600, 10);
    var t = Targets.of(Reductions.argMax(x.slice(1, 0, 3), 1).toInts()); // which of the first three values is largest
    var result = new Trainer(network, x, t).batchSize(50).iterations(600).run();

    var steps = IntStream.range(0, result.iterations()).asDoubleStream().toArray();
    var chart = new LineChart("Loss of each batch", "seed 1, learning rate 0.1", "step",
            List.of(new Panel("loss", Scale.LOG, 240,
                    List.of(new Series("loss", steps, result.losses(), Series.Style.NOISY)))));
    Files.writeString(Path.of("learning-curve.svg"), chart.toSvg());
    // @end
    IO.println("accuracy " + network.accuracy(x, t));
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
