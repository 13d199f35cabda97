package io.katsuo.mnist.cli;

import io.katsuo.mnist.MnistData;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.gradcheck.GradientReport;

/**
 * All that is known after a run.
 *
 * @param options what was asked for
 * @param data the data set
 * @param gradientCheck what the check before training found
 * @param result losses and accuracies
 * @param trainAccuracy on all training images, at the end
 * @param testAccuracy on all test images, at the end
 * @param parameterHash the fingerprint of the trained parameters
 * @param loadSeconds time until the data were there, counted from when they were first asked for
 * @param gradientCheckSeconds time for the check
 * @param finalEvaluateSeconds time for the accuracies at the end
 */
record TrainingReport(
        TrainOptions options,
        MnistData data,
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

    /** Such as {@code 784-50-10}. */
    String sizes() {
        return Training.INPUTS + "-" + options.hidden() + "-" + Training.CLASSES;
    }
}
