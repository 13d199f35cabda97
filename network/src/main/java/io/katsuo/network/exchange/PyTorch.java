package io.katsuo.network.exchange;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Param;
import io.katsuo.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of parameters in PyTorch's {@code torch.nn.Sequential}: the number of the module, then what it is. A module is a layer:
 *
 * <pre>{@code
 * Linear       0.weight [out, in]   W [in, out], transposed    0.bias        b
 * BatchNorm1d  1.weight             gamma                      1.bias        beta
 *              1.running_mean       mean                       1.running_var variance
 * LayerNorm    1.weight             gamma                      1.bias        beta
 * }</pre>
 *
 * <p>Names may begin with that of the {@code Sequential} in a model, such as {@code net.0.weight}. Modules without parameters only
 * count: when reading, the first module with parameters is the first layer with parameters, and so on. Models whose modules have
 * names instead of numbers are not read, since names have no order.
 */
public final class PyTorch {
    private static final Pattern NAME = Pattern.compile("((?:.*\\.)?)([0-9]{1,9})\\.([a-z_]+)");
    private static final List<String> KINDS = List.of("weight", "bias", "running_mean", "running_var");
    /** A counter that predictions do not use. */
    private static final String COUNTER = "num_batches_tracked";

    private PyTorch() {}

    /**
     * The parameters and the state of a network under these names, as {@code Sequential.load_state_dict} takes them.
     *
     * @param network any network
     * @return by name, in order; weights of products are copies
     */
    public static Map<String, Tensor> parameters(Network network) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        int module = 0;
        for (Layer layer : network.layers().sequencedValues()) {
            List<Param> own = own(layer);
            for (int i = 0; i < own.size(); i++) {
                Tensor value = own.get(i).value();
                parameters.put(
                        module + "." + KINDS.get(i),
                        isWeight(layer, i) ? value.transpose().copy() : value);
            }
            module++;
        }
        return parameters;
    }

    /** Whether all these are names as PyTorch gives them. */
    static boolean named(Map<String, Tensor> tensors) {
        return !tensors.isEmpty()
                && tensors.keySet().stream().allMatch(name -> NAME.matcher(name).matches());
    }

    /**
     * Copies parameters with these names into a network, all or nothing.
     *
     * @param tensors the parameters, with no others among them
     * @throws IllegalArgumentException if names or shapes are not those of such a network
     */
    public static void copy(Map<String, Tensor> tensors, Network network) {
        List<Map<String, Tensor>> modules = List.copyOf(modules(tensors).values());
        List<Layer> layers = network.layers().sequencedValues().stream()
                .filter(layer -> !own(layer).isEmpty())
                .toList();
        if (modules.size() != layers.size()) {
            throw new IllegalArgumentException("pytorch: the file has " + modules.size()
                    + " modules with parameters, the network " + layers.size() + " layers: " + network.parameters());
        }
        Map<Param, Tensor> copies = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            List<Param> own = own(layer);
            for (int k = 0; k < own.size(); k++) {
                Tensor value = modules.get(i).remove(KINDS.get(k));
                Shape shape = own.get(k).value().shape();
                Tensor turned = value != null && value.rank() == 2 && isWeight(layer, k) ? value.transpose() : value;
                if (turned == null || !turned.shape().equals(shape)) {
                    throw new IllegalArgumentException("pytorch: " + layer.name() + " needs " + own.get(k) + " as "
                            + KINDS.get(k) + (isWeight(layer, k) ? ", transposed" : "") + "; module " + i
                            + " with parameters has "
                            + (value == null ? modules.get(i).keySet() : value.shape()));
                }
                copies.put(own.get(k), turned);
            }
            if (!modules.get(i).isEmpty()) {
                throw new IllegalArgumentException("pytorch: " + layer.name() + " has no "
                        + modules.get(i).keySet() + ", which module " + i + " with parameters has");
            }
        }
        copies.forEach((parameter, value) -> parameter.value().copyFrom(value));
    }

    /** By number; each with its tensors by kind. */
    private static SortedMap<Integer, Map<String, Tensor>> modules(Map<String, Tensor> tensors) {
        SortedMap<Integer, Map<String, Tensor>> modules = new TreeMap<>();
        String prefix = null;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Matcher name = NAME.matcher(entry.getKey());
            if (!name.matches() || prefix != null && !prefix.equals(name.group(1))) {
                throw new IllegalArgumentException(
                        "pytorch: names as 0.weight of one Sequential needed: " + tensors.keySet());
            }
            prefix = name.group(1);
            Map<String, Tensor> module = modules.computeIfAbsent(Integer.valueOf(name.group(2)), n -> new HashMap<>());
            if (!name.group(3).equals(COUNTER)) {
                module.put(name.group(3), entry.getValue());
            }
        }
        return modules;
    }

    private static List<Param> own(Layer layer) {
        List<Param> own = new ArrayList<>(layer.parameters());
        own.addAll(layer.state());
        return own;
    }

    private static boolean isWeight(Layer layer, int i) {
        return layer instanceof MatMul && i == 0;
    }
}
