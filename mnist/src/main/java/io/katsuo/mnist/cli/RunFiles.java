package io.katsuo.mnist.cli;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.network.Classifier;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.format.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a run of {@code train} writes. They replace those of an earlier run together, but for the checkpoint, which
 * the run itself writes.
 */
final class RunFiles {
    private static final String SUMMARY = "summary.json";
    private static final String PARAMETERS = "parameters.npz";
    private static final String LOSSES = "losses.npy";
    private static final String CHART = "training.svg";
    private static final String REPORT = "report.html";
    static final String CHECKPOINT = "checkpoint.npz";

    /** Room for the chart, the page and the summary. */
    private static final long OTHER_BYTES = 1 << 21;

    static final List<String> NAMES = List.of(SUMMARY, PARAMETERS, LOSSES, CHART, REPORT, CHECKPOINT);

    private RunFiles() {}

    /** Whether the directory contains the complete set of an earlier run. */
    static boolean exist(OutputDirectory out) {
        return Files.exists(out.file(SUMMARY));
    }

    /** About how many bytes they have. */
    static long bytes(TrainOptions options) {
        int[] units = options.recipe().units();
        long parameters = 0;
        for (int i = 1; i < units.length; i++) {
            parameters += (units[i - 1] + 1L) * units[i];
        }
        // The parameters, and in two checkpoints also what the optimizer remembers of each.
        return Float.BYTES * (7 * parameters + 5L * options.iterations()) + OTHER_BYTES;
    }

    static void write(TrainingReport report, Classifier network, OutputDirectory out) throws IOException {
        Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
        files.put(PARAMETERS, network::save);
        files.put(LOSSES, stream -> Npy.write(stream, losses(report.result().losses())));
        files.put(CHART, AtomicFile.Content.of(RunReport.chart(report).toSvg()));
        files.put(REPORT, AtomicFile.Content.of(RunReport.of(report, network).html()));
        files.put(SUMMARY, AtomicFile.Content.of(Summary.of(report)));
        write(out, files);
    }

    /**
     * Writes files, all or none of them. If that fails, they are written into a temporary directory instead, which the
     * message of the exception names: they are the results of a long work.
     */
    static void write(OutputDirectory out, Map<String, AtomicFile.Content> files) throws IOException {
        try {
            AtomicFile.write(out.path(), files);
        } catch (IOException e) {
            Path elsewhere = Files.createTempDirectory("katsuo-");
            try {
                AtomicFile.write(elsewhere, files);
            } catch (IOException again) {
                Files.deleteIfExists(elsewhere);
                e.addSuppressed(again);
                throw e;
            }
            throw new IOException(Messages.of(e) + "; the files are in " + elsewhere, e);
        }
    }

    /** The loss of each iteration, rounded to float32. */
    private static Tensor losses(double[] losses) {
        Tensor tensor = Tensor.zeros(losses.length);
        for (int i = 0; i < losses.length; i++) {
            tensor.array()[i] = (float) losses[i];
        }
        return tensor;
    }
}
