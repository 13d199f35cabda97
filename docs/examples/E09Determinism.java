import module io.katsuo.network;

/** 09. The same seed gives the same bits, on one thread or many; and how many threads are used. */
void main() {
    // @start region="threads"
    var hashes = new TreeSet<String>();
    for (int threads : new int[] {1, 2, 3, 8}) {
        hashes.add(Threads.call(threads, () -> train(1)));
    }
    IO.println(hashes.size() + " hash of four trainings on 1, 2, 3 and 8 threads:");
    IO.println(hashes.first());
    // @end
    check(hashes.size() == 1);
    check(!train(2).equals(hashes.first()));

    // A sum has the same bits too, although floats do not add up the same in every order.
    var x = Tensor.randn(new Rng(1), 3_000_000);
    float sum = Threads.call(1, () -> Reductions.sum(x));
    IO.println("sum on one thread " + sum + ", on four " + Threads.call(4, () -> Reductions.sum(x)));
    check(sum == Threads.call(4, () -> Reductions.sum(x)));

    // A sample's scores do not depend on which samples are beside it.
    var network = Network.of(new int[] {20, 50, 5}, 1);
    var samples = Tensor.randn(new Rng(2), 64, 20);
    check(network.predict(samples).row(10).sameBits(network.predict(samples.row(10))));

    // Many threads may predict at once; each generator belongs to one thread.
    var rng = new Rng(3);
    var ours = rng.split();
    var theirs = rng.split();
    check(ours.nextLong() != theirs.nextLong());
    IO.println("three numbers of seed 3: " + new Rng(3).nextInt(100) + ", " + ours.nextInt(100) + ", "
            + theirs.nextInt(100));
}

/** The fingerprint of the parameters after a short training. */
String train(long seed) {
    var network = Network.of(new int[] {100, 200, 10}, seed);
    var x = Tensor.randn(new Rng(7), 500, 100);
    var t = Targets.of(Reductions.argMax(x.slice(1, 0, 10), 1).toInts());
    new Trainer(network, x, t).seed(seed).iterations(30).run();
    return network.parameterHash();
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
