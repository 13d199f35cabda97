/**
 * Neural-network layers: forward, backward, and the formula of each in double precision.
 *
 * @since 0.1
 */
module io.katsuo.layers {
    requires transitive io.katsuo.core;

    exports io.katsuo.layers;
}
