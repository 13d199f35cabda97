package io.katsuo.spark;

/**
 * How long a step takes on n nodes with one task each, in seconds. The driver sends a vector of V bytes to all, and gets
 * one from each node, or with a tree of two rounds √n from nodes that got √n each:
 *
 * <pre>{@code
 * flat  T(n) = α + V·(s + n·r) + ⌈blocks/n⌉·t·σ
 * tree  T(n) = 2·α + V·(s + 2·√n·r) + ⌈blocks/n⌉·t·σ
 * }</pre>
 *
 * @param alpha a step without data: scheduling, launching tasks, waiting for the last
 * @param send serializing and broadcasting, seconds a byte
 * @param receive serializing, receiving and adding a vector, seconds a byte
 * @param straggler how much longer the slowest task computes than the mean one
 */
record ScalingModel(double alpha, double send, double receive, double straggler) {
    /** From steps that compute nothing, of small and large vectors, on one node and on two. */
    static ScalingModel fit(
            double small, double large, double small1, double large1, double small2, double large2, double straggler) {
        double beta1 = (large1 - small1) / (large - small);
        double beta2 = (large2 - small2) / (large - small);
        double receive = Math.max(0, beta2 - beta1);
        double send = Math.max(0, beta1 - receive);
        double alpha = (small1 - small * beta1 + small2 - small * beta2) / 2;
        return new ScalingModel(alpha, send, receive, straggler);
    }

    double flat(int nodes, double bytes, int blocks, double blockSeconds) {
        return alpha + bytes * (send + nodes * receive) + compute(nodes, blocks, blockSeconds);
    }

    double tree(int nodes, double bytes, int blocks, double blockSeconds) {
        return 2 * alpha + bytes * (send + 2 * Math.sqrt(nodes) * receive) + compute(nodes, blocks, blockSeconds);
    }

    double best(int nodes, double bytes, int blocks, double blockSeconds) {
        return Math.min(flat(nodes, bytes, blocks, blockSeconds), tree(nodes, bytes, blocks, blockSeconds));
    }

    private double compute(int nodes, int blocks, double blockSeconds) {
        return Math.ceilDiv(blocks, nodes) * blockSeconds * (nodes == 1 ? 1 : straggler);
    }
}
