module consumer {
    requires io.katsuo.network;
}
