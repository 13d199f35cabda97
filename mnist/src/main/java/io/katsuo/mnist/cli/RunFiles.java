package io.katsuo.mnist.cli;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import io.katsuo.graph.svg.Series.Style;
import io.katsuo.network.EpochReport;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.npz.Npy;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The files that a run leaves. */
final class RunFiles {
    private static final String PARAMETERS = "parameters.npz";
    private static final String LOSSES = "losses.npy";
    private static final String CHART = "training.svg";

    /** All of them. */
    static final List<String> NAMES = List.of("summary.json", PARAMETERS, LOSSES, CHART);

    private static final int LAST_LOSSES = 100;

    private RunFiles() {}

    /** Writes them, the summary last. */
    static void write(TrainingReport report, TwoLayerNet network, OutputDirectory out) throws IOException {
        String chart = chart(report).toSvg();
        out.begin();
        network.saveParameters(out.file(PARAMETERS));
        Npy.write(out.file(LOSSES), losses(report));
        AtomicFile.write(out.file(CHART), chart);
        out.finish(Summary.of(report));
    }

    /** The loss of each iteration, rounded to float32. */
    private static Tensor losses(TrainingReport report) {
        double[] losses = report.result().losses();
        Tensor tensor = Tensor.zeros(losses.length);
        for (int i = 0; i < losses.length; i++) {
            tensor.array()[i] = (float) losses[i];
        }
        return tensor;
    }

    static LineChart chart(TrainingReport report) {
        double[] losses = report.result().losses();
        double[] iterations = new double[losses.length];
        Arrays.setAll(iterations, i -> i);
        double last = Arrays.stream(losses, Math.max(0, losses.length - LAST_LOSSES), losses.length)
                .average()
                .orElse(Double.NaN);
        List<EpochReport> epochs = report.result().epochs();
        double[] x = new double[epochs.size() + 1];
        double[] train = new double[x.length];
        double[] test = new double[x.length];
        for (int i = 0; i < epochs.size(); i++) {
            x[i] = epochs.get(i).iteration();
            train[i] = epochs.get(i).trainAccuracy();
            test[i] = epochs.get(i).testAccuracy();
        }
        x[epochs.size()] = losses.length;
        train[epochs.size()] = report.trainAccuracy();
        test[epochs.size()] = report.testAccuracy();
        TrainOptions options = report.options();
        String dataset = report.data().dataset().equals("mnist") ? "MNIST" : "drawn digits (not MNIST)";
        return new LineChart(
                "Two-layer network " + report.sizes() + " on " + dataset,
                "batches of " + options.batchSize() + ", learning rate " + options.learningRate() + ", seed "
                        + options.seed() + ", " + options.samplingName() + " sampling",
                "iteration",
                List.of(
                        new Panel(
                                "training loss of each batch (band), and its mean over 1 % of the iterations",
                                Scale.LOG,
                                220,
                                List.of(new Series(
                                        String.format(Locale.ROOT, "loss, at last %.4f", last),
                                        iterations,
                                        losses,
                                        Style.NOISY))),
                        new Panel(
                                "accuracy over all images",
                                Scale.ACCURACY,
                                200,
                                List.of(
                                        new Series(
                                                "train " + Messages.percent(report.trainAccuracy()),
                                                x,
                                                train,
                                                Style.MARKED),
                                        new Series(
                                                "test " + Messages.percent(report.testAccuracy()),
                                                x,
                                                test,
                                                Style.MARKED)))));
    }
}
