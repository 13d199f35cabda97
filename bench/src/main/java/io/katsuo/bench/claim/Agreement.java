package io.katsuo.bench.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The difference d of the two gradients, backpropagation minus numerical differentiation, where g is the gradient by
 * backpropagation. Entries whose central difference spans a kink of the ReLU are left out.
 */
record Agreement(List<OfParameter> parameters) {
    /**
     * The figures of one parameter, in the names of the report's JSON; NaN if no entry was compared.
     *
     * @param compared the number of entries compared
     * @param kinksLeftOut the number of entries left out
     * @param meanAbsoluteDifference the mean of |d|
     * @param maxDifferenceOverMaxGradient max|d|/max|g|
     */
    record OfParameter(
            String name,
            int compared,
            int kinksLeftOut,
            double meanAbsoluteDifference,
            double maxDifferenceOverMaxGradient) {}

    /** Computes both gradients and compares them; fails if they differ by more than the limit of the case's way. */
    static Agreement check(Case of, Images images) {
        return check(
                of, of.way().network(of.net(), images, of.batch()), new PlainNetwork(of.net(), images, of.batch()));
    }

    static Agreement check(Case of, TimedNetwork network, PlainNetwork kinks) {
        network.backpropagate();
        List<OfParameter> parameters = new ArrayList<>();
        for (int p = 0; p < TimedNetwork.NAMES.length; p++) {
            OfParameter found = compare(p, network.gradient(p), of, network, kinks.kinks(p, of.way().step));
            if (found.compared > 0 && !(found.maxDifferenceOverMaxGradient <= of.way().limit)) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "claim: the two gradients differ, nothing was timed: %s, %s: max|d|/max|g| = %.1e, allowed %.0e",
                        of.name(),
                        found.name,
                        found.maxDifferenceOverMaxGradient,
                        of.way().limit));
            }
            parameters.add(found);
        }
        Agreement agreement = new Agreement(List.copyOf(parameters));
        if (agreement.compared() == 0) {
            throw new IllegalStateException(
                    "claim: all differences span kinks, nothing was compared or timed: " + of.name());
        }
        return agreement;
    }

    private static OfParameter compare(int p, double[] gradient, Case of, TimedNetwork network, boolean[] kinks) {
        double largest = 0;
        for (double g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        double worst = 0;
        double sum = 0;
        int compared = 0;
        int kinked = 0;
        for (int entry = 0; entry < gradient.length; entry += of.stride()) {
            if (kinks[entry]) {
                kinked++;
                continue;
            }
            double d = Math.abs(gradient[entry] - network.derivative(p, entry, of.way().step));
            // Unlike a comparison, Math.max keeps a NaN.
            worst = Math.max(worst, d);
            sum += d;
            compared++;
        }
        double relative = compared == 0 ? Double.NaN : worst == 0 ? 0 : worst / largest;
        return new OfParameter(TimedNetwork.NAMES[p], compared, kinked, sum / compared, relative);
    }

    /** The largest max|d|/max|g| of the parameters that were compared. */
    double worst() {
        return parameters.stream()
                .filter(parameter -> parameter.compared > 0)
                .mapToDouble(OfParameter::maxDifferenceOverMaxGradient)
                .max()
                .orElseThrow();
    }

    int compared() {
        return parameters.stream().mapToInt(OfParameter::compared).sum();
    }

    int kinked() {
        return parameters.stream().mapToInt(OfParameter::kinksLeftOut).sum();
    }
}
