/**
 * Networks, training, numerical gradients and parameter files.
 *
 * @since 0.1
 */
@SuppressWarnings("module") // io.katsuo.mnist is compiled later
module io.katsuo.network {
    requires transitive io.katsuo.graph;
    requires transitive io.katsuo.layers;

    exports io.katsuo.network;
    exports io.katsuo.network.exchange;
    exports io.katsuo.network.files to
            io.katsuo.mnist;
    exports io.katsuo.network.format;
    exports io.katsuo.network.gradcheck;
    exports io.katsuo.network.metrics;
    exports io.katsuo.network.numeric;
    exports io.katsuo.network.optimizer;
}
