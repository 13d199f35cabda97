module consumer {
    requires io.katsuo.core;
}
