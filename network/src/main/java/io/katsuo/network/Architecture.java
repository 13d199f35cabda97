package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerDescription;
import io.katsuo.layers.LayerFactory;
import io.katsuo.layers.LossLayer;
import io.katsuo.network.format.Npz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network as plain data, without its parameters. Its {@link #text} has one line for each layer with the word {@code
 * layer}, the kind, the name and the settings, separated by tabs, such as
 *
 * <pre>{@code
 * format   1
 * network  Classifier
 * layer    Affine           affine1
 * layer    LeakyRelu        leakyRelu1       slope=0.01
 * layer    Affine           affine2
 * loss     SoftmaxWithLoss  softmaxWithLoss  reduction=MEAN
 * }</pre>
 *
 * <p>The parameters determine the sizes of the layers.
 *
 * @param classifier whether it is a {@link Classifier}
 */
public record Architecture(boolean classifier, List<LayerDescription> layers, LayerDescription loss) {
    /** The entry of a file of parameters that holds the text. */
    static final String ENTRY = "architecture.txt";

    private static final String FORMAT = "format\t1";

    /** About 6,000 layers. */
    private static final int LONGEST_TEXT = 1 << 18;

    /** An architecture; the list is copied. */
    public Architecture {
        layers = List.copyOf(layers);
    }

    static Architecture of(Network network) {
        return new Architecture(
                network instanceof Classifier,
                network.layerList().stream().map(Layer::description).toList(),
                network.lastLayer().description());
    }

    /**
     * The architecture in a file of parameters or a checkpoint.
     *
     * @return the architecture; empty if the file has none
     * @throws IllegalArgumentException if the architecture cannot be read
     */
    public static Optional<Architecture> of(Npz.Contents contents) {
        return Optional.ofNullable(contents.others().get(ENTRY))
                .map(text -> parse(new String(text, StandardCharsets.UTF_8)));
    }

    /** {@return the lines of text that {@link #parse} reads} */
    public String text() {
        StringBuilder text = new StringBuilder(FORMAT);
        text.append("\nnetwork\t").append(classifier ? "Classifier" : "Network").append('\n');
        layers.forEach(layer -> line(text, "layer", layer));
        line(text, "loss", loss);
        return text.toString();
    }

    private static void line(StringBuilder text, String what, LayerDescription d) {
        text.append(what).append('\t').append(d.kind()).append('\t').append(plain(d.name()));
        d.settings()
                .forEach((setting, value) ->
                        text.append('\t').append(plain(setting)).append('=').append(plain(value)));
        text.append('\n');
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is not such a text, or has a later format
     */
    public static Architecture parse(String text) {
        List<String> lines =
                text.length() > LONGEST_TEXT ? List.of() : text.lines().toList();
        int last = lines.size() - 1;
        if (last < 2 || !lines.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "architecture: at least 3 lines, the first of them 'format 1', and at most " + LONGEST_TEXT
                            + " characters needed: " + text.lines().count() + " lines, " + text.length()
                            + " characters");
        }
        boolean classifier = lines.get(1).equals("network\tClassifier");
        if (!classifier && !lines.get(1).equals("network\tNetwork")) {
            throw unsound(lines.get(1));
        }
        List<LayerDescription> layers = new ArrayList<>();
        for (String line : lines.subList(2, last)) {
            layers.add(description("layer", line));
        }
        return new Architecture(classifier, layers, description("loss", lines.get(last)));
    }

    private static LayerDescription description(String what, String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length < 3 || !parts[0].equals(what) || !plain(line).equals(line.replace('\t', ' '))) {
            throw unsound(line);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 3; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0 || settings.put(parts[i].substring(0, equals), parts[i].substring(equals + 1)) != null) {
                throw unsound(line);
            }
        }
        return new LayerDescription(parts[1], parts[2], settings);
    }

    private static IllegalArgumentException unsound(String line) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        return new IllegalArgumentException("architecture: a line that is not understood: '" + plain(shown) + "'");
    }

    /**
     * Builds the network from the library's layers and loss.
     *
     * @param tensors exactly the parameters and the state of the layers, by name; the network may keep them
     * @return the network, a {@link Classifier} if this is the architecture of one
     * @throws IllegalArgumentException if a layer or the loss is not the library's, or the tensors do not fit
     */
    public Network network(Map<String, Tensor> tensors) {
        List<Layer> built = new ArrayList<>();
        for (LayerDescription layer : layers) {
            built.add(LayerFactory.layer(layer, tensors));
        }
        LossLayer last = LayerFactory.loss(loss);
        Network network = classifier ? new Classifier(built, last) : new Network(built, last);
        ParameterFile.copy(tensors, network.saved());
        return network;
    }

    /**
     * The first layer in which predictions of this architecture and another one's differ. Dropout and the loss do not
     * affect predictions. Layers that are not the library's are assumed to be the same, since their classes may be
     * renamed.
     *
     * @return a text such as {@code relu1: Relu, here sigmoid1: Sigmoid}; empty if there is no such layer
     */
    String difference(Architecture here) {
        List<LayerDescription> a = predicting();
        List<LayerDescription> b = here.predicting();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            String there = i < a.size() ? a.get(i).toString() : "no layer";
            String other = i < b.size() ? b.get(i).toString() : "no layer";
            if (i >= a.size() || i >= b.size() || !alike(a.get(i), b.get(i))) {
                return there + ", here " + other;
            }
        }
        return "";
    }

    /** The layers, then the loss. */
    public List<LayerDescription> layersAndLoss() {
        return Stream.concat(layers.stream(), Stream.of(loss)).toList();
    }

    private List<LayerDescription> predicting() {
        return layers.stream().filter(layer -> !layer.kind().equals("Dropout")).toList();
    }

    private static boolean alike(LayerDescription a, LayerDescription b) {
        return LayerFactory.isOfLibrary(a)
                ? a.kind().equals(b.kind()) && a.settings().equals(b.settings())
                : !LayerFactory.isOfLibrary(b);
    }

    /** The lines of {@link #text} without the first. */
    @Override
    public String toString() {
        return text().substring(FORMAT.length() + 1);
    }
}
