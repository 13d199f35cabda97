/** Neural-network layers: forward, backward, and the formula of each in double precision. */
module io.katsuo.layers {
    requires transitive io.katsuo.core;

    exports io.katsuo.layers;
}
