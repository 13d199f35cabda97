import module io.katsuo.network;

/** 11. A ring and what is inside it: batch normalization, dropout and Adam with a learning rate that changes. */
void main() {
    var train = points(400, new Rng(1));
    var test = points(200, new Rng(2));

    // @start region="train"
    var network = Network.builder(2, 1)
            .affine(32).batchNormalization().relu().dropout(0.1, 5)
            .affine(32).gelu()
            .affine(2).softmaxWithLoss();
    var adam = new Adam(Schedule.cosine(0.01, 0, 900).warmUp(100), 0.9, 0.999, 1e-8);

    new Trainer(network, train.x(), train.t())
            .optimizer(adam.weightDecay(1e-4).clipNorm(5))
            .batchSize(50)
            .iterations(1_000)
            .sampling(Sampling.SHUFFLED)
            .run();
    // @end

    double accuracy = network.accuracy(test.x(), test.t());
    IO.println("accuracy on new points: " + String.format(Locale.ROOT, "%.3f", accuracy));
    // @start region="state"
    var state = adam.state(network.parameters());
    IO.println(state.size() + " tensors, from " + state.firstEntry().getKey() + " to " + state.lastEntry().getKey());
    // @end

    // @start region="loop"
    var other = Network.builder(2, 1).affine(32).relu().dropout(0.1, 5).affine(2).softmaxWithLoss();
    var optimizer = new Adam(0.01);
    for (long step = 0; step < 200; step++) {
        other.computeGradients(train.x(), train.t(), step); // the step decides which units dropout drops
        optimizer.update(other.parameters(), step);
    }
    // @end
    if (accuracy < 0.95 || other.accuracy(test.x(), test.t()) < 0.8) {
        throw new AssertionError();
    }
}

record Points(Tensor x, Targets t) {}

/** Points on a square; those between two circles are of class 1. */
Points points(int count, Rng rng) {
    var x = Tensor.uniform(rng, -1, 1, Shape.of(count, 2));
    var t = new int[count];
    for (int i = 0; i < count; i++) {
        double radius = Math.sqrt(x.get(i, 0) * x.get(i, 0) + x.get(i, 1) * x.get(i, 1));
        t[i] = radius > 0.4 && radius < 0.8 ? 1 : 0;
    }
    return new Points(x, Targets.of(t));
}
