package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import io.katsuo.network.optimizer.Optimizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a training run in one file: the parameters and the state of layers and optimizer by name, the losses and
 * reports so far, and the settings that determine how the run continues. The file is an {@code .npz} archive, which
 * {@code numpy.load} opens, with a checksum for every entry and a SHA-256 over the whole state. Seed and iteration
 * determine the samples of a batch, so a resumed run draws the same batches as an uninterrupted one.
 *
 * <p>{@link Trainer#checkpoint} writes such files and {@link Trainer#resume} resumes from one. A write replaces the
 * file by a complete one and keeps the previous one as {@code NAME.previous}, which is read if the newer one is missing
 * or damaged. So a run that is killed at any time leaves a checkpoint that loads.
 */
public final class Checkpoint {
    static final String SETTINGS = "checkpoint.txt";
    /** How the names of the optimizer's tensors begin. */
    static final String OPTIMIZER = "optimizer/";
    /** How the names of the parameters of the best report begin, which early stopping restores. */
    static final String BEST = "best/";

    private static final String LOSSES = "losses.f64";
    private static final String FORMAT = "1";

    private final Map<String, String> settings;
    private final double[] losses;
    private final List<EpochReport> epochs;
    private final Map<String, Tensor> tensors;
    private final Architecture architecture;

    private Checkpoint(Map<String, String> settings, double[] losses, List<EpochReport> epochs, Npz.Contents contents) {
        this.settings = settings;
        this.losses = losses;
        this.epochs = epochs;
        this.tensors = contents.tensors();
        this.architecture = Architecture.of(contents).orElse(null);
    }

    /** The number of completed iterations. */
    public int iterations() {
        return losses.length;
    }

    /**
     * The settings, by name, that determine how the run continues: seed, batch size, sampling, number of samples, the
     * requested number of iterations, and what {@link Trainer#note} added. Unmodifiable.
     */
    public Map<String, String> settings() {
        return settings;
    }

    /** The loss of each iteration. */
    public double[] losses() {
        return losses.clone();
    }

    /** The reports so far. */
    public List<EpochReport> epochs() {
        return epochs;
    }

    /**
     * The state by name, unmodifiable: parameters, the state of layers, the state of the optimizer under names that
     * begin with {@code optimizer/}, and what early stopping restores, {@code best/}.
     */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The architecture of the network; {@link Network#fromFile} builds the network from the same file. */
    public Architecture architecture() {
        return architecture;
    }

    /** SHA-256 in hex over all tensors of the state; equal for runs in the same state. */
    public String stateHash() {
        return ParameterHash.ofTensors(tensors.values());
    }

    /** The tensors of a run, live. */
    static Map<String, Tensor> state(Network network, Optimizer optimizer) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (Param param : network.saved()) {
            state.put(param.name(), param.value());
        }
        optimizer.state(network.parameters()).forEach((name, tensor) -> state.put(OPTIMIZER + name, tensor));
        return state;
    }

    /** What happens to a file that is replaced, and to {@code NAME.previous}. */
    enum Replaced {
        /** It becomes the previous one. */
        BECOMES_PREVIOUS,
        /** It is lost, and the previous one stays. */
        IS_DAMAGED,
        /** It is of another run, as is the previous one: a later resumption must find neither. */
        IS_FOREIGN
    }

    /** What the first write of a run means for the file that is there; {@code resumed} is null for a new run. */
    static Replaced replaced(Path file, Checkpoint resumed) {
        if (resumed != null && resumed.isIn(file)) {
            return Replaced.BECOMES_PREVIOUS;
        }
        return resumed != null && resumed.isIn(previous(file)) ? Replaced.IS_DAMAGED : Replaced.IS_FOREIGN;
    }

    private boolean isIn(Path file) {
        try {
            Checkpoint other = readOnly(file);
            return Arrays.equals(losses, other.losses) && stateHash().equals(other.stateHash());
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether {@link #read} would find something. */
    static boolean exists(Path file) {
        return Files.exists(file) || Files.exists(previous(file));
    }

    /** Writes the state of a run. At any moment the file is the old one or the new one, and sound if the old one was. */
    static void write(
            Path file,
            Replaced replaced,
            Map<String, Tensor> state,
            Architecture architecture,
            Map<String, String> settings,
            TrainingLog log)
            throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "format", FORMAT);
        line(text, "hash", ParameterHash.ofTensors(state.values()));
        settings.forEach((name, value) -> line(text, "setting." + name, value));
        for (EpochReport r : log.epochs()) {
            String accuracies = r.trainAccuracy() + " " + r.testAccuracy() + " ";
            String validation = r.validationLoss() + " " + r.validationAccuracy();
            line(text, "epoch", r.iteration() + " " + r.loss() + " " + accuracies + validation);
        }
        double[] losses = log.losses();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, losses.length));
        bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(losses);
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put(SETTINGS, text.toString().getBytes(StandardCharsets.UTF_8));
        others.put(LOSSES, bytes.array());
        others.put(Architecture.ENTRY, architecture.text().getBytes(StandardCharsets.UTF_8));
        Npz.Contents contents = new Npz.Contents(state, others);
        AtomicFile.write(file, out -> {
            Npz.write(out, contents);
            if (replaced == Replaced.BECOMES_PREVIOUS && Files.isRegularFile(file)) {
                keep(file);
            }
        });
        if (replaced == Replaced.IS_FOREIGN) {
            Files.deleteIfExists(previous(file));
        }
    }

    /** Makes the file the previous one too: it stays under its own name until the complete new file replaces it. */
    private static void keep(Path file) throws IOException {
        Files.deleteIfExists(previous(file));
        try {
            Files.createLink(previous(file), file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without hard links.
            Files.copy(file, previous(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replaceAll("\\R", " ")).append('\n');
    }

    /** The file that the last but one write left. */
    private static Path previous(Path file) {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    /**
     * Reads a checkpoint, or the previous one if this one is missing or damaged; then it logs a warning.
     *
     * @param file what {@link Trainer#checkpoint} wrote
     * @throws FormatException if the file is not a checkpoint or damaged, and there is no previous one
     * @throws IOException if reading fails
     */
    public static Checkpoint read(Path file) throws IOException {
        try {
            return readOnly(file);
        } catch (IOException e) {
            if (!Files.isRegularFile(previous(file))) {
                throw e;
            }
            Checkpoint earlier = readOnly(previous(file));
            System.getLogger("io.katsuo.network")
                    .log(
                            System.Logger.Level.WARNING,
                            "checkpoint: {0}; {1} is taken instead, after {2} iterations",
                            e.getMessage(),
                            previous(file),
                            earlier.iterations());
            return earlier;
        }
    }

    private static Checkpoint readOnly(Path file) throws IOException {
        Npz.Contents contents = Npz.readAll(file);
        byte[] text = contents.others().get(SETTINGS);
        byte[] bytes = contents.others().get(LOSSES);
        if (text == null || bytes == null || bytes.length % Double.BYTES != 0) {
            throw new FormatException(file + ": not a checkpoint: it has no " + SETTINGS + " and " + LOSSES);
        }
        double[] losses = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(losses);
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> head = new LinkedHashMap<>();
        List<EpochReport> epochs = new ArrayList<>();
        for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
            int equals = Math.max(0, line.indexOf('='));
            String name = line.substring(0, equals);
            String value = line.substring(Math.min(line.length(), equals + 1));
            if (name.startsWith("setting.")) {
                settings.put(name.substring("setting.".length()), value);
            } else if (name.equals("epoch")) {
                epochs.add(report(file, epochs.size(), value, losses.length));
            } else {
                head.put(name, value);
            }
        }
        if (!FORMAT.equals(head.get("format"))) {
            throw new FormatException(
                    file + ": checkpoint format " + head.get("format") + " is not read: only " + FORMAT);
        }
        Checkpoint checkpoint;
        try {
            checkpoint = new Checkpoint(Collections.unmodifiableMap(settings), losses, List.copyOf(epochs), contents);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
        if (!checkpoint.stateHash().equals(head.get("hash"))) {
            throw new FormatException(file + ": the hash of the state is wrong: the file is damaged");
        }
        return checkpoint;
    }

    private static EpochReport report(Path file, int epoch, String text, int iterations) throws FormatException {
        String[] parts = text.split(" ");
        try {
            int iteration = Integer.parseInt(parts[0]);
            if (parts.length == 6 && iteration >= 0 && iteration < iterations) {
                double[] values = Arrays.stream(parts)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                return new EpochReport(epoch, iteration, values[0], values[1], values[2], values[3], values[4]);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new FormatException(file + ": not a sound checkpoint: epoch=" + text);
    }

    /**
     * Copies the state into a run, all or nothing.
     *
     * @throws IllegalStateException if the run has other settings or another state
     */
    void restore(Map<String, Tensor> state, Architecture here, Map<String, String> expected) {
        for (Map.Entry<String, String> setting : expected.entrySet()) {
            if (!setting.getValue().equals(settings.get(setting.getKey()))) {
                throw new IllegalStateException("resume: the checkpoint was made with " + setting.getKey() + " "
                        + settings.get(setting.getKey()) + ", this run has " + setting.getValue());
            }
        }
        if (!here.equals(architecture)) {
            throw new IllegalStateException("resume: the checkpoint is of another network: it has "
                    + (architecture == null ? "no " + Architecture.ENTRY : architecture.layersAndLoss())
                    + ", this run has " + here.layersAndLoss());
        }
        if (!shapes(state).equals(shapes(tensors))) {
            throw new IllegalStateException("resume: the checkpoint is of another network or optimizer: it has "
                    + shapes(tensors) + ", this run has " + shapes(state));
        }
        state.forEach((name, tensor) -> tensor.copyFrom(tensors.get(name)));
    }

    private static Collection<String> shapes(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                .toList();
    }
}
