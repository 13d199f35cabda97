package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file with the parameters of a network and its architecture, or the part of a checkpoint that is one. */
final class ParameterFile {
    private ParameterFile() {}

    static void write(OutputStream out, Network network) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.saved().forEach(parameter -> tensors.put(parameter.name(), parameter.value()));
        byte[] text = network.architecture().text().getBytes(StandardCharsets.UTF_8);
        Npz.write(out, new Npz.Contents(tensors, Map.of(Architecture.ENTRY, text)));
    }

    /** Copies a file's tensors into a network of this architecture, or of any if the file has none. */
    static void load(Path file, Network network) throws IOException {
        Npz.Contents contents = Npz.readAll(file);
        try {
            String difference = Architecture.of(contents)
                    .map(architecture -> architecture.difference(network.architecture()))
                    .orElse("");
            if (!difference.isEmpty()) {
                throw new IllegalArgumentException("not this network's parameters: the file has " + difference
                        + "; Network.fromFile builds the file's network");
            }
            copy(parameters(contents), network.saved());
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
    }

    /** Refuses the names of other formats, in which nobody would look for an archive. */
    static void check(Path file) {
        if (file.toString().matches(".*\\.(onnx|safetensors)")) {
            throw new IllegalArgumentException("network: save writes .npz: " + file
                    + "; io.katsuo.network.exchange.NetworkFile.save writes the other formats");
        }
    }

    /** The network of a file. */
    static Network network(Path file) throws IOException {
        Npz.Contents contents = Npz.readAll(file);
        try {
            Architecture architecture = Architecture.of(contents)
                    .orElseThrow(() -> new IllegalArgumentException("it has no architecture (" + Architecture.ENTRY
                            + "); build the network in code and call loadParameters"));
            return architecture.network(parameters(contents));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage());
        }
    }

    private static Map<String, Tensor> parameters(Npz.Contents contents) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors());
        if (contents.others().containsKey(Checkpoint.SETTINGS)) {
            tensors.keySet()
                    .removeIf(name -> name.startsWith(Checkpoint.OPTIMIZER) || name.startsWith(Checkpoint.BEST));
        }
        return tensors;
    }

    /**
     * Copies tensors into parameters of the same names and shapes, all or nothing.
     *
     * @throws IllegalArgumentException if names or shapes differ
     */
    static void copy(Map<String, Tensor> tensors, List<Param> parameters) {
        for (Param parameter : parameters) {
            Tensor tensor = tensors.get(parameter.name());
            if (tensor == null || !tensor.shape().equals(parameter.value().shape())) {
                throw new IllegalArgumentException("not this network's parameters: " + parameter + " needed, found "
                        + (tensor == null ? tensors.keySet() : parameter.name() + " " + tensor.shape()));
            }
        }
        if (tensors.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "not this network's parameters: " + parameters + " needed, found " + tensors.keySet());
        }
        for (Param parameter : parameters) {
            parameter.value().copyFrom(tensors.get(parameter.name()));
        }
    }
}
