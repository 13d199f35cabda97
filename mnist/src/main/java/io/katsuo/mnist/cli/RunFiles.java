package io.katsuo.mnist.cli;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.network.TrainingChart;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.npz.Npy;
import io.katsuo.network.npz.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a run of {@code train} writes; they replace those of an earlier run together. */
final class RunFiles {
    private static final String SUMMARY = "summary.json";
    private static final String PARAMETERS = "parameters.npz";
    private static final String LOSSES = "losses.npy";
    private static final String CHART = "training.svg";

    /** Room for the chart and the summary. */
    private static final long OTHER_BYTES = 1 << 20;

    static final List<String> NAMES = List.of(SUMMARY, PARAMETERS, LOSSES, CHART);

    private RunFiles() {}

    /** Whether the directory contains the complete set of an earlier run. */
    static boolean exist(OutputDirectory out) {
        return Files.exists(out.file(SUMMARY));
    }

    /** About how many bytes they have. */
    static long bytes(TrainOptions options) {
        long parameters = (Training.INPUTS + Training.CLASSES + 1L) * options.hidden() + Training.CLASSES;
        return Float.BYTES * (parameters + options.iterations()) + OTHER_BYTES;
    }

    static void write(TrainingReport report, TwoLayerNet network, OutputDirectory out) throws IOException {
        Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
        files.put(PARAMETERS, stream -> Npz.write(stream, network.params()));
        files.put(LOSSES, stream -> Npy.write(stream, losses(report.result().losses())));
        files.put(CHART, AtomicFile.Content.of(chart(report).toSvg()));
        files.put(SUMMARY, AtomicFile.Content.of(Summary.of(report)));
        out.write(files);
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
