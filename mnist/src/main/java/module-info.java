/** MNIST: finding, verifying and reading it, and the commands that train on it. */
module io.katsuo.mnist {
    requires transitive io.katsuo.core;
    requires com.google.gson;
    requires info.picocli;
    requires transitive io.katsuo.graph;
    requires transitive io.katsuo.layers;
    requires io.katsuo.network;

    exports io.katsuo.mnist;
    exports io.katsuo.mnist.chapter;
    exports io.katsuo.mnist.idx;
    exports io.katsuo.mnist.fetch;
}
