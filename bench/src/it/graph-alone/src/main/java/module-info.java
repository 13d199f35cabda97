module consumer {
    requires io.katsuo.graph;
}
