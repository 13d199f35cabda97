module consumer {
    requires io.katsuo.network;
    requires io.katsuo.mnist;
}
