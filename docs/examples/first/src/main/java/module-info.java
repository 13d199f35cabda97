module example {
    requires io.katsuo.core;
}
