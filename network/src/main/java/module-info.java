/** Networks, training, numerical gradients and parameter files. */
module io.katsuo.network {
    requires transitive io.katsuo.core;

    exports io.katsuo.network.files;
    exports io.katsuo.network.npz;
}
