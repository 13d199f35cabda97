package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.NetSize;
import io.katsuo.bench.claim.sides.Way;

/**
 * One line of the report.
 *
 * @param way how both gradients are computed
 * @param net the network's size
 * @param batch the number of images
 * @param most how many entries are differentiated by, about; 0 for all
 * @param forks in how many pairs of JVMs it is timed
 */
record Case(Way way, NetSize net, int batch, int most, int forks) {
    static Case of(Way way, String net, int batch, int most, int forks) {
        return new Case(way, NetSize.of(net), batch, most, forks);
    }

    /** Of the claim itself. */
    boolean isClaim() {
        return way == Way.FLOAT32 || way == Way.DOUBLE;
    }

    String name() {
        return net + ", " + batch + (batch == 1 ? " image" : " images") + ", " + way.title();
    }
}
