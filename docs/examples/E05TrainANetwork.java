import module io.katsuo.network;

/** 05. A network by the builder, trained to tell three spirals apart. */
void main() {
    var train = spirals(200, new Rng(1));
    var test = spirals(50, new Rng(2));

    // @start region="train"
    var network = Network.builder(2, 1).affine(64).relu().affine(64).relu().affine(3).softmaxWithLoss();
    IO.print(network.summary());

    var result = new Trainer(network, train.points(), train.classes())
            .testOn(test.points(), test.classes())
            .optimizer(new Sgd(0.3f))
            .batchSize(50)
            .iterations(3_000)
            .sampling(Sampling.SHUFFLED)
            .run();
    // @end

    for (var epoch : result.epochs()) {
        if (epoch.epoch() % 50 == 0) {
            IO.println(String.format(Locale.ROOT, "epoch %3d: loss %.3f, accuracy %.3f, on new points %.3f",
                    epoch.epoch(), epoch.loss(), epoch.trainAccuracy(), epoch.testAccuracy()));
        }
    }
    double accuracy = network.accuracy(test.points(), test.classes());
    IO.println("at the end, on new points: " + String.format(Locale.ROOT, "%.3f", accuracy));
    check(accuracy > 0.9);
}

record Samples(Tensor points, Targets classes) {}

/** Points on three arms that wind around the origin, with noise. */
Samples spirals(int perArm, Rng rng) {
    var points = Tensor.zeros(3 * perArm, 2);
    var classes = new int[3 * perArm];
    for (int i = 0; i < classes.length; i++) {
        int arm = classes[i] = i % 3;
        double radius = rng.nextDouble();
        double angle = 4 * radius + arm * 2 * Math.PI / 3 + 0.15 * rng.nextNormal();
        points.set(i, 0, radius * StrictMath.cos(angle));
        points.set(i, 1, radius * StrictMath.sin(angle));
    }
    return new Samples(points, Targets.of(classes));
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
