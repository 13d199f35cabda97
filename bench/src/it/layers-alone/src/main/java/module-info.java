module consumer {
    requires io.katsuo.layers;
}
