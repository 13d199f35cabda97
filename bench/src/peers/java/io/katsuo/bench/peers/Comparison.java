package io.katsuo.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one product: for each system one a pass. Systems of one pass ran within seconds of each other, so a
 * ratio within a pass is what the drift of the machine's clock spoils least.
 */
final class Comparison {
    final Product product;
    private final Map<Peer, List<Pass>> passes = new EnumMap<>(Peer.class);

    /**
     * One JVM's figures.
     *
     * @param gflops what the system reached
     * @param peak what the machine could do at that time
     */
    record Pass(double gflops, double peak) {}

    Comparison(Product product) {
        this.product = product;
    }

    void add(Peer peer, Pass pass) {
        passes.computeIfAbsent(peer, p -> new ArrayList<>()).add(pass);
    }

    /** The median over the passes. */
    double gflops(Peer peer) {
        return median(passes.get(peer).stream().mapToDouble(Pass::gflops).toArray());
    }

    /** The median share of the peak, in per cent. */
    double percentOfPeak(Peer peer) {
        return median(passes.get(peer).stream()
                .mapToDouble(pass -> 100 * pass.gflops / pass.peak)
                .toArray());
    }

    /** How many times as fast as the peer Katsuo is: the median over the passes. */
    double ratio(Peer peer) {
        List<Pass> ours = passes.get(Peer.KATSUO);
        List<Pass> theirs = passes.get(peer);
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).gflops / theirs.get(i).gflops;
        }
        return median(ratios);
    }

    /** The geometric mean of the ratios over these products. */
    static double meanRatio(List<Comparison> comparisons, Peer peer) {
        return Math.exp(comparisons.stream()
                .mapToDouble(comparison -> Math.log(comparison.ratio(peer)))
                .average()
                .orElseThrow());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
