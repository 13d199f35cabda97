package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads parameters from a file, all or nothing. */
final class ParameterFile {
    private ParameterFile() {}

    /** Copies a file's tensors into parameters of the same names and shapes. */
    static void load(Path file, List<Param> parameters) throws IOException {
        Map<String, Tensor> tensors = Npz.read(file);
        for (Param parameter : parameters) {
            Tensor tensor = tensors.get(parameter.name());
            if (tensor == null || !tensor.shape().equals(parameter.value().shape())) {
                throw new FormatException(file + ": not this network's parameters: " + parameter + " needed, found "
                        + (tensor == null ? tensors.keySet() : parameter.name() + " " + tensor.shape()));
            }
        }
        if (tensors.size() != parameters.size()) {
            throw new FormatException(
                    file + ": not this network's parameters: " + parameters + " needed, found " + tensors.keySet());
        }
        for (Param parameter : parameters) {
            parameter.value().copyFrom(tensors.get(parameter.name()));
        }
    }
}
