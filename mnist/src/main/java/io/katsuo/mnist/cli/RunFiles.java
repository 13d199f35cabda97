package io.katsuo.mnist.cli;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.network.TrainingChart;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.npz.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The files that a run of {@code train} writes. {@code summary.json} marks a complete set: it is removed before the first
 * file is replaced and written last, so if it exists, the files beside it are of the same run.
 */
final class RunFiles {
    private static final String SUMMARY = "summary.json";
    private static final String PARAMETERS = "parameters.npz";
    private static final String LOSSES = "losses.npy";
    private static final String CHART = "training.svg";

    static final List<String> NAMES = List.of(SUMMARY, PARAMETERS, LOSSES, CHART);

    private RunFiles() {}

    /** Whether the directory contains the complete set of an earlier run. */
    static boolean exist(OutputDirectory out) {
        return Files.exists(out.file(SUMMARY));
    }

    static void write(TrainingReport report, TwoLayerNet network, OutputDirectory out) throws IOException {
        String chart = chart(report).toSvg();
        Files.deleteIfExists(out.file(SUMMARY));
        network.saveParameters(out.file(PARAMETERS));
        Npy.write(out.file(LOSSES), losses(report.result().losses()));
        OutputFile.write(out.file(CHART), chart);
        OutputFile.write(out.file(SUMMARY), Summary.of(report));
    }

    /** The loss of each iteration, rounded to float32. */
    private static Tensor losses(double[] losses) {
        Tensor tensor = Tensor.zeros(losses.length);
        for (int i = 0; i < losses.length; i++) {
            tensor.array()[i] = (float) losses[i];
        }
        return tensor;
    }

    static LineChart chart(TrainingReport report) {
        TrainOptions options = report.options();
        return TrainingChart.of(
                report.result(),
                report.trainAccuracy(),
                report.testAccuracy(),
                "Two-layer network " + report.sizes() + " on "
                        + (report.digits().isMnist() ? "MNIST" : "drawn digits (not MNIST)"),
                "batches of " + options.batchSize() + ", learning rate " + options.learningRate() + ", seed "
                        + options.seed() + ", " + options.samplingName() + " sampling");
    }
}
