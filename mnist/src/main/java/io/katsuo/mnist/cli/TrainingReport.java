package io.katsuo.mnist.cli;

import io.katsuo.mnist.Digits;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.report.Evaluation;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.gradcheck.GradientReport;
import java.util.Arrays;
import java.util.Locale;

/**
 * The outcome of a run.
 *
 * @param gradientCheck the check before training
 * @param trainAccuracy on all training images, at the end
 * @param testAccuracy on all test images, at the end
 * @param evaluation of the test images, at the end
 * @param parameterHash the fingerprint of the trained parameters
 * @param startSeconds from the start of the process to that of the run
 * @param loadSeconds time to load the data
 * @param gradientCheckSeconds time of the check
 * @param finalEvaluateSeconds time to compute the accuracies at the end
 */
record TrainingReport(
        TrainOptions options,
        Digits digits,
        GradientReport gradientCheck,
        TrainingResult result,
        double trainAccuracy,
        double testAccuracy,
        Evaluation evaluation,
        String parameterHash,
        double startSeconds,
        double loadSeconds,
        double gradientCheckSeconds,
        double finalEvaluateSeconds) {
    /** An accuracy that exceeds chance by less does not count as learning. */
    private static final double BETTER = 0.01;

    /** The last losses, whose mean counts. */
    private static final int LAST = 100;

    double evaluateSeconds() {
        return result.evaluateSeconds() + finalEvaluateSeconds;
    }

    /** The steps of this process, those before a resumed checkpoint not among them. */
    int steps() {
        return result.iterations()
                - (options.resumed() == null ? 0 : options.resumed().iterations());
    }

    double imagesPerSecond() {
        return (double) steps() * options.batchSize() / result.trainSeconds();
    }

    /** Whether the network ended worse than by guessing: no better answers, and a loss far above that of a guess. */
    boolean diverged() {
        return !learned() && lastLoss() > 2 * Math.log(Training.CLASSES);
    }

    /** What is wrong with the run, and what to try; empty if it learned. */
    String warning() {
        if (learned()) {
            return "";
        }
        String guess = "the network answers no better than one that always names the most frequent digit, "
                + Messages.percent(evaluation.mostFrequent()) + " right";
        return diverged()
                ? String.format(
                        Locale.ROOT,
                        "training diverged: %s, and the loss is %.4g where guessing has 2.303; try --learning-rate %s",
                        guess,
                        lastLoss(),
                        Math.min(options.recipe().rate() / 10, options.recipe().optimizer().rate))
                : guess + "; another --learning-rate or more iterations may help";
    }

    private boolean learned() {
        return testAccuracy >= evaluation.mostFrequent() + BETTER;
    }

    private double lastLoss() {
        double[] losses = result.losses();
        return Arrays.stream(losses, Math.max(0, losses.length - LAST), losses.length)
                .average()
                .orElse(0);
    }
}
