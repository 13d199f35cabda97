/** Neural-network layers: forward, backward, and the formula of each in double precision. */
module io.katsuo.layers {
    requires transitive io.katsuo.core;

    exports io.katsuo.layers;
    exports io.katsuo.layers.diagram;
    exports io.katsuo.layers.graph;
    exports io.katsuo.layers.svg;
}
