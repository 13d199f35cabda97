/**
 * MNIST data, and the commands that train on it.
 *
 * @since 0.1
 */
module io.katsuo.mnist {
    requires com.google.gson;
    requires transitive info.picocli;
    requires transitive io.katsuo.core;
    requires io.katsuo.graph;
    requires transitive io.katsuo.layers;
    requires transitive io.katsuo.network;
    requires java.desktop;
    requires jdk.httpserver;

    exports io.katsuo.mnist;
    exports io.katsuo.mnist.command;
    exports io.katsuo.mnist.idx;

    uses io.katsuo.mnist.Cluster.Provider;
}
