package io.katsuo.mnist.cli;

import io.katsuo.mnist.Digits;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.gradcheck.GradientReport;

/**
 * The outcome of a run.
 *
 * @param options its options
 * @param digits the data set
 * @param gradientCheck the check before training
 * @param result losses and accuracies
 * @param trainAccuracy on all training images, at the end
 * @param testAccuracy on all test images, at the end
 * @param parameterHash the fingerprint of the trained parameters
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
        String parameterHash,
        double loadSeconds,
        double gradientCheckSeconds,
        double finalEvaluateSeconds) {
    double evaluateSeconds() {
        return result.evaluateSeconds() + finalEvaluateSeconds;
    }

    double imagesPerSecond() {
        return (double) result.iterations() * options.batchSize() / result.trainSeconds();
    }
}
