package io.katsuo.bench.claim;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * One line of the report.
 *
 * @param way the code that computes both gradients
 * @param net the size of the network
 * @param batch the number of images
 * @param most the approximate number of entries that are differentiated; 0 for all
 * @param forks the number of pairs of JVMs
 */
record Case(Way way, NetSize net, int batch, int most, int forks) {
    static Case of(Way way, String net, int batch, int most, int forks) {
        return new Case(way, NetSize.of(net), batch, most, forks);
    }

    /** Whether the line belongs to the claim itself, not to its context. */
    boolean isClaim() {
        return way != Way.COMMONS_MATH;
    }

    /** The distance of neighbouring entries in a sample: a prime, so that the sample meets all rows and columns. */
    int stride() {
        return most == 0 || most >= net.parameters()
                ? 1
                : BigInteger.valueOf(net.parameters() / most)
                        .nextProbablePrime()
                        .intValueExact();
    }

    /** The number of entries that are differentiated. */
    int differentiated() {
        return Arrays.stream(net.parameterSizes())
                .map(size -> Math.ceilDiv(size, stride()))
                .sum();
    }

    String name() {
        return net + ", " + batch + (batch == 1 ? " image" : " images") + ", " + way.title;
    }
}
