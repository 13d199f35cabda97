package io.katsuo.network.exchange;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerDescription;
import io.katsuo.layers.LossLayer;
import io.katsuo.network.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The graph of a network that predicts: an operator a layer, then softmax or sigmoid if the loss has probabilities. */
final class OnnxExport {
    /** Protocol Buffers end at 2 GiB; the rest is for all that is no parameter. */
    private static final long LARGEST = Integer.MAX_VALUE - (1 << 24);

    private final List<OnnxModel.Node> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();

    private OnnxExport() {}

    static OnnxModel model(Network network) {
        return new OnnxExport().of(network);
    }

    private OnnxModel of(Network network) {
        List<Layer> layers = List.copyOf(network.layers().sequencedValues());
        long bytes = network.parameters().stream()
                .mapToLong(parameter -> (long) Float.BYTES * parameter.value().size())
                .sum();
        if (bytes > LARGEST) {
            throw new IllegalArgumentException(
                    "onnx: a file holds at most " + LARGEST + " bytes: parameters of " + bytes);
        }
        String last = OnnxImport.INPUT;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String out = i == layers.size() - 1 ? OnnxImport.SCORES : layer.name() + "/out";
            add(layer, last, out);
            last = out;
        }
        Shape x = Shape.of(
                1,
                layers.stream()
                        .flatMapToInt(l -> l.inputs().stream())
                        .findFirst()
                        .orElse(0));
        Shape y = x;
        for (Layer layer : layers) {
            y = layer.outputShape(y);
        }
        Map<String, List<String>> inputs = Map.of(OnnxImport.INPUT, List.of("N", extent(x)));
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        outputs.put(OnnxImport.SCORES, List.of("N", extent(y)));
        LossLayer loss = network.lastLayer();
        Map<String, Object> onRows = Map.of("axis", 1L);
        switch (loss.description().kind()) {
            case "SoftmaxWithLoss" -> probabilities("Softmax", onRows, outputs);
            case "BinaryCrossEntropy" -> probabilities("Sigmoid", Map.of(), outputs);
            default -> {}
        }
        return new OnnxModel(OnnxModel.OPSET, nodes, initializers, inputs, outputs);
    }

    private void probabilities(String op, Map<String, Object> attributes, Map<String, List<String>> outputs) {
        String name = OnnxImport.PROBABILITIES;
        nodes.add(new OnnxModel.Node(op, "", name, List.of(OnnxImport.SCORES), List.of(name), attributes));
        outputs.put(name, outputs.get(OnnxImport.SCORES));
    }

    /** The number of columns; a name if any will do. */
    private static String extent(Shape shape) {
        return shape.dim(1) == 0 ? "D" : Integer.toString(shape.dim(1));
    }

    private void add(Layer layer, String in, String out) {
        LayerDescription d = layer.description();
        List<String> inputs = new ArrayList<>(List.of(in));
        Stream.concat(layer.parameters().stream(), layer.state().stream()).forEach(parameter -> {
            initializers.put(parameter.name(), OnnxTensor.of(parameter.value()));
            inputs.add(parameter.name());
        });
        Map<String, Object> attributes = new LinkedHashMap<>();
        String op = d.kind();
        switch (op) {
            case "Affine" -> op = "Gemm";
            case "MatMul", "Relu", "Sigmoid", "Tanh", "Softplus" -> {}
            case "LeakyRelu" -> attributes.put("alpha", (float) d.number("slope"));
            case "Elu" -> attributes.put("alpha", (float) d.number("alpha"));
            case "Gelu" -> attributes.put("approximate", d.text("form").replace("exact", "none"));
            case "Dropout" -> {
                attributes.put("seed", Long.parseLong(d.text("seed")));
                inputs.add(d.name() + ".rate");
                initializers.put(d.name() + ".rate", OnnxTensor.of(Tensor.scalar(d.number("rate"))));
            }
            case "BatchNormalization" -> {
                attributes.put("epsilon", (float) d.number("epsilon"));
                attributes.put("momentum", complement(d.text("momentum")));
            }
            case "LayerNormalization" -> attributes.put("epsilon", (float) d.number("epsilon"));
            default ->
                throw new IllegalArgumentException("onnx: no operator for a layer of this kind: " + d
                        + "; OnnxExport has the operators of the others");
        }
        nodes.add(new OnnxModel.Node(op, "", d.name(), inputs, List.of(out), attributes));
    }

    /** What ONNX calls momentum is the weight of the old mean, 1 - ours, exactly in decimals. */
    static float complement(String momentum) {
        return BigDecimal.ONE.subtract(new BigDecimal(momentum)).floatValue();
    }
}
