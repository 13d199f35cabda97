package io.katsuo.bench.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** The conclusions from the results, the headline first, as sentences. */
record Findings(List<Result> results) {
    /** Pairs of JVMs differ by up to a factor of 1.8 on an idle machine. */
    private static final double DOUBTFUL_SPREAD = 2;

    /** With fewer pairs than these, no drawing with replacement leaves the range of the measured ones often enough. */
    private static final int ENOUGH_PAIRS = 5;

    Result headline() {
        return results.getFirst();
    }

    /** The results of the claim itself, or those of its context. */
    List<Result> ofClaim(boolean claim) {
        return results.stream().filter(result -> result.of().isClaim() == claim).toList();
    }

    /** The float32 results of one batch size that have a ratio, by the number of parameters. */
    List<Result> law(int batch) {
        return results.stream()
                .filter(r -> r.of().way() == Way.FLOAT32 && r.of().batch() == batch && r.unsteady() == null)
                .sorted(Comparator.comparingInt(r -> r.net().parameters()))
                .toList();
    }

    /** The batch sizes with several networks, ascending. */
    List<Integer> batches() {
        return results.stream()
                .map(result -> result.of().batch())
                .distinct()
                .sorted()
                .filter(batch -> law(batch).size() > 1)
                .toList();
    }

    /** The result in one sentence. */
    String verdict() {
        Result r = headline();
        if (r.unsteady() != null) {
            return "No ratio for " + r.of().name() + ": " + r.unsteady() + ". Measure again on an idle machine.";
        }
        return format(
                "%s on %d images: one gradient takes %s by backpropagation and %s by differences, %s times as long"
                        + " (95 %% interval %s to %s, from %d pairs of JVMs; by operations %s).",
                r.net(),
                r.of().batch(),
                Figures.duration(r.backpropSeconds()),
                Figures.duration(r.numericalSeconds()),
                Figures.grouped(r.ratio()),
                Figures.grouped(r.interval().low()),
                Figures.grouped(r.interval().high()),
                r.of().forks(),
                Figures.grouped(r.net().predictedRatio()));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Reasons to distrust the figures; empty if there are none. */
    List<String> doubts(Header header) {
        List<String> doubts = new ArrayList<>();
        if (header.isBusy()) {
            doubts.add(format(
                    "Doubtful: the load average was %.2f before the run, on %d processors. Measure again on an idle machine.",
                    header.load(), header.processors()));
        }
        for (Result result : results) {
            if (result.unsteady() != null && result != headline()) {
                doubts.add("No ratio for " + result.of().name() + ": " + result.unsteady() + ".");
            } else if (result.greatestRatio() > DOUBTFUL_SPREAD * result.leastRatio()) {
                doubts.add(format(
                        "Doubtful: %s: the ratio is %s in one pair of JVMs and %s in another.",
                        result.of().name(),
                        Figures.grouped(result.leastRatio()),
                        Figures.grouped(result.greatestRatio())));
            }
        }
        return doubts;
    }

    /** How the prediction is made, and how the measurement compares. */
    List<String> explanation() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Predicted = 2·P·F / (F + B). Numerical differentiation computes the loss 2·P times for P parameters; each loss"
                        + " is a forward pass of F = N·(I·H + H·O) multiply-adds. Backpropagation runs one forward pass and one"
                        + " backward pass of B = N·(I·H + 2·H·O): the gradients of both weights and of the hidden units. The"
                        + " gradient of the images (N·I·H more) is not needed. N, the number of images, cancels out.");
        if (headline().of().forks() < ENOUGH_PAIRS) {
            sentences.add("An interval from " + headline().of().forks()
                    + " pairs of JVMs is narrower than one of 95 % should be: it ends at about the smallest and the largest"
                    + " ratio of one JVM's numerical time to another's backprop time.");
        }
        batches().forEach(batch -> sentences.add(growth(batch)));
        if (headline().unsteady() == null) {
            sentences.add(costs());
        }
        if (results.stream().anyMatch(Result::sampled)) {
            sentences.add(
                    "Sampled: only some of the derivatives were computed; each costs two forward passes like any other.");
        }
        return sentences;
    }

    private String growth(int batch) {
        List<Result> law = law(batch);
        Interval interval = Interval.of(rng -> exponent(law, r -> r.resampledRatio(rng)));
        return format(
                "On %d images, from %s to %s parameters, the measured ratio grows like P^%.2f (95 %% interval %.2f to %.2f);"
                        + " the predicted one like P^%.2f.",
                batch,
                Figures.grouped(law.getFirst().net().parameters()),
                Figures.grouped(law.getLast().net().parameters()),
                exponent(law, Result::ratio),
                interval.low(),
                interval.high(),
                exponent(law, r -> r.net().predictedRatio()));
    }

    /** The exponent of a ratio by least squares in logarithms. */
    private static double exponent(List<Result> law, ToDoubleFunction<Result> ratio) {
        SimpleRegression line = new SimpleRegression();
        law.forEach(r -> line.addData(Math.log(r.net().parameters()), Math.log(ratio.applyAsDouble(r))));
        return line.getSlope();
    }

    /** The cost of one backpropagation for each batch size of the headline's network. */
    private String costs() {
        NetSize net = headline().net();
        String measured = results.stream()
                .filter(r -> r.of().way() == Way.FLOAT32 && r.net().equals(net))
                .sorted(Comparator.comparingInt(r -> r.of().batch()))
                .map(r -> Figures.number("%.2f", r.backpropInLosses()) + " on " + r.of().batch())
                .collect(Collectors.joining(", "));
        return format(
                "The ratio differs from the prediction where a backpropagation does not cost %.2f losses, as its multiply-adds"
                        + " say. %s: measured %s images.",
                headline().predictedInLosses(), net, measured);
    }

    /** The differences between the gradients in double, beside those that the book prints. */
    Optional<String> digits() {
        return results.stream()
                .filter(r -> r.of().way() == Way.DOUBLE)
                .findFirst()
                .map(r -> {
                    String means = r.agreement().parameters().stream()
                            .map(p -> format("%s %.1e", p.name(), p.meanAbsoluteDifference()))
                            .collect(Collectors.joining(" "));
                    return "Mean |backpropagation − difference| in double, h = 1e-4: " + means
                            + "; the book prints W1 2.2e-13 b1 9.7e-13 W2 8.4e-13 b2 1.2e-10.";
                });
    }
}
