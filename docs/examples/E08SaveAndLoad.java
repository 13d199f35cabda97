import module io.katsuo.network;

/** 08. Save parameters to a file that NumPy opens too, load them, and use the network without training it. */
void main() throws IOException {
    var rng = new Rng(1);
    var x = Tensor.randn(rng, 100, 6);
    var t = Targets.of(Reductions.argMax(x.slice(1, 0, 3), 1).toInts()); // which of the first three values is largest

    // @start region="save"
    var trained = Network.of(new int[] {6, 20, 3}, 1);
    new Trainer(trained, x, t).batchSize(20).iterations(500).run();
    trained.save(Path.of("parameters.npz"));
    // @end

    for (var entry : Npz.read(Path.of("parameters.npz")).entrySet()) {
        IO.println(entry.getKey() + " " + entry.getValue().shape());
    }

    // @start region="load"
    var loaded = Classifier.fromFile(Path.of("parameters.npz"));
    var scores = loaded.predict(x);       // no state is touched: any number of threads may do this
    var classes = Reductions.argMax(scores, 1).toInts();
    // @end
    IO.println("the first classes: " + Arrays.toString(Arrays.copyOf(classes, 10)));
    IO.println("accuracy " + loaded.accuracy(x, t));
    check(scores.sameBits(trained.predict(x)));
    check(loaded.parameterHash().equals(trained.parameterHash()));

    // @start region="into"
    var again = Network.of(new int[] {6, 20, 3}, 2); // the same layers; the seed's weights are replaced
    again.loadParameters(Path.of("parameters.npz"));
    // @end
    check(again.parameterHash().equals(trained.parameterHash()));

    // @start region="workspace"
    // Inference that allocates nothing: one workspace and one output a thread.
    var workspace = new Workspace();
    var out = Tensor.zeros(100, 3);
    loaded.predict(x, out, workspace);
    // @end
    check(out.sameBits(scores));

    // A file of another network changes nothing.
    var other = Network.of(new int[] {6, 25, 3}, 1);
    var before = other.parameterHash();
    try {
        other.loadParameters(Path.of("parameters.npz"));
        check(false);
    } catch (IOException e) {
        IO.println(e.getMessage());
    }
    check(other.parameterHash().equals(before));

    // Any tensor, to and from one array of NumPy.
    Npy.write(Path.of("scores.npy"), scores);
    check(Npy.read(Path.of("scores.npy")).sameBits(scores));
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
