/** MNIST: finding, verifying and reading it, and the commands that train on it. */
module io.katsuo.mnist {
    requires transitive io.katsuo.core;

    exports io.katsuo.mnist;
    exports io.katsuo.mnist.idx;
    exports io.katsuo.mnist.fetch;
}
