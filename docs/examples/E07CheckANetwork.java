import module io.katsuo.network;

/** 07. The gradient check of a whole network: the report, its parts, samples of large networks, and JSON. */
void main() {
    // @start region="check"
    var network = Network.builder(20, 1).affine(30).relu().affine(10).sigmoid().affine(4).softmaxWithLoss();
    var x = Tensor.randn(new Rng(2), 3, 20); // three samples are enough
    var t = Targets.of(0, 1, 3);

    var report = GradientCheck.of(network).on(x, t).run();
    IO.println(report);
    IO.println(report.reason());
    // @end
    check(report.passed());

    // One line of the table, by name.
    var w2 = report.entry("W2");
    IO.println(w2.name() + " " + w2.shape() + " of " + w2.layer() + ": " + w2.reason());
    IO.println("worst at " + w2.worst().index() + ": " + format(w2.worst().backpropagated()) + " by backward, "
            + format(w2.worst().reference()) + " by differences");

    // Also the derivative by the samples, which training does not need.
    check(GradientCheck.of(network).on(x, t).inputs().run().entry("x").passed());

    // @start region="large"
    // Of a large network, some entries of each parameter, or derivatives along random directions.
    var large = Network.of(new int[] {400, 300, 10}, 1);
    var images = Tensor.rand(new Rng(3), 3, 400);
    var classes = Targets.of(7, 2, 1);
    var sample = GradientCheck.of(large).on(images, classes).sample(50, 1).run();          // 50 of each, seed 1
    var directions = GradientCheck.of(large).on(images, classes).runDirections(8, 1);      // 8 directions, seed 1
    // @end
    IO.println(sample);
    check(sample.passed() && directions.passed());

    // @start region="test"
    // In a test of any framework: throws an AssertionError with the table if a gradient is wrong.
    GradientCheck.assertGradients(network, x, t);
    // @end

    // For programs.
    IO.println(report.toJson().lines().findFirst().orElseThrow().substring(0, 16) + " …");
}

String format(double derivative) {
    return String.format(Locale.ROOT, "%.4f", derivative);
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
