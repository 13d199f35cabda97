package io.katsuo.network.exchange;

import static java.util.stream.Collectors.toCollection;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Softplus;
import io.katsuo.layers.Tanh;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.exchange.OnnxModel.Node;
import io.katsuo.network.format.FormatException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The network of a graph whose operators form a chain, each of which is a layer or a part of one. */
final class OnnxImport {
    static final String INPUT = "x";
    static final String SCORES = "scores";
    static final String PROBABILITIES = "probabilities";

    private static final long OLDEST_OPSET = 7;
    private static final Set<String> IGNORED = Set.of("Identity", "Flatten");

    private final OnnxModel model;
    private final Map<String, OnnxTensor> constants;
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** Values that are other values under another name. */
    private final Map<String, String> same = new HashMap<>();

    private LossLayer loss;

    private OnnxImport(OnnxModel model) {
        this.model = model;
        this.constants = new HashMap<>(model.initializers());
    }

    /** The network of a model. */
    static Network network(OnnxModel model) throws FormatException {
        OnnxImport onnx = new OnnxImport(model);
        try {
            return onnx.build();
        } catch (IllegalArgumentException e) {
            throw new FormatException(e.getMessage());
        }
    }

    private Network build() throws FormatException {
        if (model.opset() < OLDEST_OPSET) {
            throw new FormatException(
                    "operators of version " + model.opset() + " are not read: only from " + OLDEST_OPSET);
        }
        Set<String> inputs = new LinkedHashSet<>(model.inputs().keySet());
        inputs.removeAll(constants.keySet());
        if (inputs.size() != 1 || model.inputs().get(inputs.iterator().next()) == null) {
            throw new FormatException("one input of floats needed: " + FormatException.printable(inputs.toString()));
        }
        String last = inputs.iterator().next();
        String scores = null;
        List<Node> chain = chain();
        for (int i = 0; i < chain.size(); i++) {
            Node node = chain.get(i);
            boolean isLast = i == chain.size() - 1;
            if (isLast && isProbabilities(node, last)) {
                scores = last;
                last = node.outputs().getFirst();
                continue;
            }
            Node sum = isLast ? null : biasOf(node, chain.get(i + 1));
            layers.addAll(layer(node, last, sum));
            i += sum == null ? 0 : 1;
            last = (sum == null ? node : sum).outputs().getFirst();
        }
        Set<String> outputs = outputs();
        outputs.remove(last);
        outputs.remove(scores);
        if (!outputs.isEmpty() || model.outputs().isEmpty()) {
            throw new FormatException("the last value of the graph must be its output, or the scores before softmax: "
                    + FormatException.printable(model.outputs().keySet().toString()));
        }
        boolean classifier = loss instanceof SoftmaxWithLoss;
        return classifier
                ? new Classifier(layers, loss)
                : new Network(layers, loss == null ? new IdentityWithLoss() : loss);
    }

    private Set<String> outputs() {
        return model.outputs().keySet().stream()
                .map(name -> same.getOrDefault(name, name))
                .collect(toCollection(HashSet::new));
    }

    /** The nodes without constants, which are remembered, and without those that change no value. */
    private List<Node> chain() throws FormatException {
        List<Node> chain = new ArrayList<>();
        for (Node n : model.nodes()) {
            List<String> inputs = n.inputs().stream()
                    .map(name -> same.getOrDefault(name, name))
                    .collect(toCollection(ArrayList::new));
            Node node = new Node(n.op(), n.domain(), n.name(), inputs, n.outputs(), n.attributes());
            if (!node.domain().isEmpty()) {
                throw wrong(
                        node, "operators of the domain " + FormatException.printable(node.domain()) + " are not read");
            }
            if (node.outputs().isEmpty() || node.outputs().stream().skip(1).anyMatch(name -> !name.isEmpty())) {
                throw wrong(node, "one output needed");
            }
            if (node.op().equals("Constant") && node.attributes().get("value") instanceof OnnxTensor) {
                constants.put(node.outputs().getFirst(), (OnnxTensor)
                        node.attributes().get("value"));
            } else if (IGNORED.contains(node.op()) && integer(node, "axis", 1) == 1 && inputs.size() == 1) {
                same.put(node.outputs().getFirst(), inputs.getFirst());
            } else {
                chain.add(node);
            }
        }
        return chain;
    }

    /** Softmax and its logarithm end a classifier; a sigmoid does so if the scores before it are an output too. */
    private boolean isProbabilities(Node node, String scores) throws FormatException {
        boolean softmax = node.op().equals("Softmax") || node.op().equals("LogSoftmax");
        boolean sigmoid = node.op().equals("Sigmoid") && outputs().contains(scores);
        if (!softmax && !sigmoid) {
            return false;
        }
        requireInput(node, scores);
        requireRows(node);
        loss = softmax ? new SoftmaxWithLoss() : new BinaryCrossEntropy("binaryCrossEntropy");
        return true;
    }

    /** The node that adds a constant to a product, if this is one and that does. */
    private Node biasOf(Node product, Node sum) {
        return product.op().equals("MatMul")
                        && sum.op().equals("Add")
                        && sum.inputs().contains(product.outputs().getFirst())
                        && sum.inputs().stream().anyMatch(constants::containsKey)
                ? sum
                : null;
    }

    private List<Layer> layer(Node node, String in, Node sum) throws FormatException {
        requireInput(node, in);
        Layer layer = switch (node.op()) {
            case "Gemm" -> gemm(node);
            case "MatMul" -> {
                Tensor w = constant(node, 1);
                String name = name(node, sum == null ? "matMul" : "affine");
                int bias = sum == null || !constants.containsKey(sum.inputs().getFirst()) ? 1 : 0;
                yield sum == null ? new MatMul(name, w) : new Affine(name, w, row(sum, constant(sum, bias), w.dim(1)));
            }
            case "Relu" -> new Relu(name(node, "relu"));
            case "Sigmoid" -> new Sigmoid(name(node, "sigmoid"));
            case "Tanh" -> new Tanh(name(node, "tanh"));
            case "Softplus" -> new Softplus(name(node, "softplus"));
            case "LeakyRelu" -> new LeakyRelu(name(node, "leakyRelu"), number(node, "alpha", 0.01f));
            case "Elu" -> new Elu(name(node, "elu"), number(node, "alpha", 1));
            case "Gelu" -> gelu(node);
            case "Dropout" -> dropout(node);
            case "BatchNormalization" -> batchNormalization(node);
            case "LayerNormalization" -> {
                requireRows(node);
                Tensor gamma = constant(node, 1);
                Layer norm = new LayerNormalization(
                        name(node, "layerNormalization"), gamma.size(), number(node, "epsilon", 1e-5f));
                copy(node, norm);
                yield norm;
            }
            default ->
                throw wrong(
                        node,
                        "this operator is not read: only Gemm, MatMul, Add after MatMul, Relu, Sigmoid, Tanh, LeakyRelu,"
                                + " Elu, Softplus, Gelu, Dropout, BatchNormalization, LayerNormalization, Softmax and LogSoftmax"
                                + " at the end, Identity, Constant and Flatten");
        };
        return List.of(layer);
    }

    private Layer gelu(Node node) throws FormatException {
        String form = value(node, "approximate", "none", String.class);
        if (!form.equals("none") && !form.equals("tanh")) {
            throw wrong(node, "approximate must be none or tanh: " + FormatException.printable(form));
        }
        String name = name(node, "gelu");
        return form.equals("tanh") ? Gelu.byTanh(name) : new Gelu(name);
    }

    private Layer gemm(Node node) throws FormatException {
        if (number(node, "alpha", 1) != 1 || number(node, "beta", 1) != 1 || integer(node, "transA", 0) != 0) {
            throw wrong(node, "alpha 1, beta 1 and transA 0 needed");
        }
        Tensor w = constant(node, 1);
        if (w.rank() != 2) {
            throw wrong(node, "a matrix needed: " + w.shape());
        }
        w = integer(node, "transB", 0) == 0 ? w : w.transpose().contiguous();
        boolean bias = node.inputs().size() > 2 && !node.inputs().get(2).isEmpty();
        String name = name(node, bias ? "affine" : "matMul");
        return bias ? new Affine(name, w, row(node, constant(node, 2), w.dim(1))) : new MatMul(name, w);
    }

    private static Tensor row(Node node, Tensor bias, int units) throws FormatException {
        if (bias.size() != units || bias.rank() == 0 || bias.dim(bias.rank() - 1) != units) {
            throw wrong(node, "biases must be a row of " + units + ": " + bias.shape());
        }
        return bias.reshape(units);
    }

    private Layer dropout(Node node) throws FormatException {
        double rate = number(node, "ratio", 0.5f);
        if (node.inputs().size() > 1 && !node.inputs().get(1).isEmpty()) {
            rate = decimal(constant(node, 1).item());
        }
        if (node.inputs().size() > 2
                && !node.inputs().get(2).isEmpty()
                && constant(node, 2).item() != 0) {
            throw wrong(node, "a dropout that trains");
        }
        return new Dropout(name(node, "dropout"), rate, integer(node, "seed", 0));
    }

    private Layer batchNormalization(Node node) throws FormatException {
        if (integer(node, "training_mode", 0) != 0) {
            throw wrong(node, "a normalization that trains");
        }
        double momentum = BigDecimal.ONE
                .subtract(BigDecimal.valueOf(number(node, "momentum", 0.9f)))
                .doubleValue();
        Layer norm = new BatchNormalization(
                name(node, "batchNormalization"), constant(node, 1).size(), momentum, number(node, "epsilon", 1e-5f));
        copy(node, norm);
        return norm;
    }

    /** Copies the constants behind the first input into the parameters and the state. */
    private void copy(Node node, Layer layer) throws FormatException {
        List<Tensor> values = new ArrayList<>();
        layer.parameters().forEach(parameter -> values.add(parameter.value()));
        layer.state().forEach(parameter -> values.add(parameter.value()));
        for (int i = 0; i < values.size(); i++) {
            Tensor constant = constant(node, i + 1);
            if (!constant.shape().equals(values.get(i).shape())) {
                throw wrong(node, "constants of " + values.get(i).shape() + " needed: " + constant.shape());
            }
            values.get(i).copyFrom(constant);
        }
    }

    private Tensor constant(Node node, int input) throws FormatException {
        OnnxTensor constant =
                input < node.inputs().size() ? constants.get(node.inputs().get(input)) : null;
        if (constant == null) {
            throw wrong(node, "input " + input + " is not a constant");
        }
        return constant.tensor();
    }

    private static void requireInput(Node node, String in) throws FormatException {
        if (node.inputs().isEmpty() || !node.inputs().getFirst().equals(in)) {
            throw wrong(
                    node,
                    "the graph is not a chain: the input must be '" + FormatException.printable(in) + "', it is "
                            + FormatException.printable(node.inputs().toString()));
        }
    }

    /** Samples are rows: what goes along an axis goes along the columns. */
    private static void requireRows(Node node) throws FormatException {
        long axis = integer(node, "axis", -1);
        if (axis != 1 && axis != -1) {
            throw wrong(node, "axis 1 or -1 needed: " + axis);
        }
    }

    private static long integer(Node node, String attribute, long otherwise) throws FormatException {
        return value(node, attribute, otherwise, Long.class);
    }

    private static double number(Node node, String attribute, float otherwise) throws FormatException {
        return decimal(value(node, attribute, otherwise, Float.class));
    }

    private static <T> T value(Node node, String attribute, T otherwise, Class<T> type) throws FormatException {
        Object value = node.attributes().getOrDefault(attribute, otherwise);
        if (!type.isInstance(value)) {
            throw wrong(node, "the attribute " + attribute + " has another type");
        }
        return type.cast(value);
    }

    /** The double of fewest digits: 0.1 for 0.1f. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    /** The node's name where it can be a layer's, else one by kind and number. */
    private String name(Node node, String kind) {
        String name = node.name().matches("[A-Za-z][A-Za-z0-9_.-]{0,99}") ? node.name() : kind + 1;
        for (int number = 1; !names.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = kind + number;
        }
        return name;
    }

    private static FormatException wrong(Node node, String what) {
        return new FormatException("node '" + FormatException.printable(node.name()) + "', "
                + FormatException.printable(node.op()) + ": " + what);
    }
}
