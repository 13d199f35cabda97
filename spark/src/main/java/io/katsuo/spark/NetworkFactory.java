package io.katsuo.spark;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.Architecture;
import io.katsuo.network.Network;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds, on an executor, a network like the one that is trained; its parameters are then overwritten. Needed for layers
 * that are not the library's.
 */
@FunctionalInterface
public interface NetworkFactory extends Serializable {
    /** A new network. */
    Network create();

    /**
     * Builds networks of the library's layers and losses from their description.
     *
     * @throws IllegalArgumentException if a layer or the loss is not the library's
     */
    static NetworkFactory of(Network network) {
        String text = network.architecture().text();
        Map<String, int[]> shapes = new LinkedHashMap<>();
        for (Param param : network.parameters()) {
            shapes.put(param.name(), param.value().shape().dims());
        }
        network.layers()
                .values()
                .forEach(layer -> layer.state()
                        .forEach(state ->
                                shapes.put(state.name(), state.value().shape().dims())));
        NetworkFactory factory = () -> {
            Map<String, Tensor> zeros = new LinkedHashMap<>();
            shapes.forEach((name, dims) -> zeros.put(name, Tensor.zeros(dims)));
            return Architecture.parse(text).network(zeros);
        };
        try {
            factory.create();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "spark: executors cannot build this network: " + e.getMessage()
                            + "; give SparkTrainer.network a function that does",
                    e);
        }
        return factory;
    }
}
