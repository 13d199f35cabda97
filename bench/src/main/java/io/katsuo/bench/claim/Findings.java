package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.Agreement;
import io.katsuo.bench.claim.sides.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What follows from the results, in sentences.
 *
 * @param results the headline first
 * @param products of the headline's network
 */
record Findings(List<Result> results, List<Products> products) {
    /** On an idle machine pairs were seen to differ by a factor of 1.8. */
    private static final double DOUBTFUL_SPREAD = 2;

    Result headline() {
        return results.getFirst();
    }

    /** The lines of the claim itself. */
    List<Result> claim() {
        return results.stream().filter(result -> result.of().isClaim()).toList();
    }

    /** The lines that only put it into context. */
    List<Result> context() {
        return results.stream().filter(result -> !result.of().isClaim()).toList();
    }

    /** The float32 results of one batch size, by the number of parameters. */
    List<Result> law(int batch) {
        return results.stream()
                .filter(result ->
                        result.of().way() == Way.FLOAT32 && result.of().batch() == batch)
                .sorted(Comparator.comparingInt(Result::parameters))
                .toList();
    }

    /** The batch sizes for which there are several networks, ascending. */
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
        return String.format(
                Locale.ROOT,
                "%s on %d images: one gradient takes %s by backpropagation and %s by differences, %s times as long"
                        + " (%s to %s over %d pairs of JVMs; by operations %s).",
                r.of().net(),
                r.of().batch(),
                Figures.duration(r.backpropSeconds()),
                Figures.duration(r.numericalSeconds()),
                Figures.grouped(r.measuredRatio()),
                Figures.grouped(r.leastRatio()),
                Figures.grouped(r.greatestRatio()),
                r.backpropagation().length,
                Figures.grouped(r.predictedRatio()));
    }

    /** Why figures may not be those of the code; empty if nothing speaks against them. */
    List<String> doubts(Header header) {
        List<String> doubts = new ArrayList<>();
        if (header.isBusy()) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "Doubtful: the load average was %.2f before, on %d processors. A thread that has to wait for its processor"
                            + " holds up all others of an operation, so a backpropagation was seen to take a hundred"
                            + " times as long as it should. Measure again on an idle machine.",
                    header.load(),
                    header.processors()));
        }
        for (Result result : results) {
            if (result.greatestRatio() > DOUBTFUL_SPREAD * result.leastRatio()) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "Doubtful: %s: the ratio is %s in one pair of JVMs and %s in another.",
                        result.of().name(),
                        Figures.grouped(result.leastRatio()),
                        Figures.grouped(result.greatestRatio())));
            }
        }
        return doubts;
    }

    /** How the prediction is made, and what the measurement makes of it. */
    List<String> explanation() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Predicted = 2·P·F / (F + B). Differences evaluate the loss 2·P times for P parameters, each time a"
                        + " whole pass forward of F = N·(I·H + H·O) multiply-adds. Backpropagation runs one pass forward, and one"
                        + " back of B = N·(I·H + 2·H·O): the gradients of both weights and the derivative by the hidden units; the"
                        + " derivative by the images (N·I·H more) is not needed. N, the number of images, cancels out.");
        for (int batch : batches()) {
            sentences.add(growth(batch));
        }
        sentences.add(costs());
        products.forEach(p -> sentences.add(products(p)));
        if (results.stream().anyMatch(Result::sampled)) {
            sentences.add(
                    "Sampled: only some of the losses were evaluated, and their time multiplied; each is a whole pass"
                            + " forward like any other.");
        }
        return sentences;
    }

    /** Least squares in logarithms. */
    private String growth(int batch) {
        List<Result> law = law(batch);
        double[] x = law.stream().mapToDouble(r -> Math.log(r.parameters())).toArray();
        double[] y = law.stream().mapToDouble(r -> Math.log(r.measuredRatio())).toArray();
        double meanX = Result.mean(x);
        double meanY = Result.mean(y);
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += (x[i] - meanX) * (y[i] - meanY);
            below += (x[i] - meanX) * (x[i] - meanX);
        }
        return String.format(
                Locale.ROOT,
                "On %d images, from %s to %s parameters, the measured ratio grows like P^%.2f; the predicted one like P.",
                batch,
                Figures.grouped(law.getFirst().parameters()),
                Figures.grouped(law.getLast().parameters()),
                above / below);
    }

    /** What one backpropagation costs, for each batch size of the headline's network. */
    private String costs() {
        StringBuilder text = new StringBuilder();
        results.stream()
                .filter(r -> r.of().way() == Way.FLOAT32
                        && r.of().net().equals(headline().of().net()))
                .sorted(Comparator.comparingInt(r -> r.of().batch()))
                .forEach(r -> text.append(text.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%.2f on %d", r.backpropInLosses(), r.of().batch())));
        return String.format(
                Locale.ROOT,
                "Where measured and predicted differ, a backpropagation does not cost the %.2f losses that its operations"
                        + " say. %s: measured %s images.",
                headline().predictedInLosses(),
                headline().of().net(),
                text);
    }

    private String products(Products p) {
        return String.format(
                Locale.ROOT,
                "Timed by itself, on %d images: the product X·W1 took %s; Xᵀ·dH, which gives the gradient of W1 by as many"
                        + " multiply-adds, but adds up %d terms for each of its %s numbers, took %s.",
                p.batch(),
                Figures.duration(p.forward()),
                p.batch(),
                Figures.grouped(
                        headline().of().net().inputs() * headline().of().net().hidden()),
                Figures.duration(p.gradient()));
    }

    /** The differences between the gradients in double, beside those that the book prints. */
    Optional<String> digits() {
        return results.stream()
                .filter(r -> r.of().way() == Way.DOUBLE)
                .findFirst()
                .map(r -> {
                    StringBuilder text = new StringBuilder("Mean |backpropagation − difference| in double, h = 1e-4:");
                    for (Agreement.OfParameter p : r.agreement().parameters()) {
                        text.append(String.format(Locale.ROOT, " %s %.1e", p.name(), p.mean()));
                    }
                    return text.append("; the book prints W1 2.2e-13 b1 9.7e-13 W2 8.4e-13 b2 1.2e-10.")
                            .toString();
                });
    }
}
