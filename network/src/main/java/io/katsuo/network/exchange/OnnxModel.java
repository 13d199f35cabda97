package io.katsuo.network.exchange;

import io.katsuo.network.format.FormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says, as far as we use it, and its messages (<a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>): numbers in the code are those of fields
 * there.
 *
 * @param opset the version of the operators
 * @param inputs the names of the graph's inputs with their shapes
 * @param outputs the names of the graph's outputs with their shapes
 */
record OnnxModel(
        long opset,
        List<Node> nodes,
        Map<String, OnnxTensor> initializers,
        Map<String, List<String>> inputs,
        Map<String, List<String>> outputs) {
    /** ONNX 1.15, which has Gelu; its files have IR version 9. */
    static final int OPSET = 20;

    private static final int IR_VERSION = 9;
    private static final int MOST = 10_000;
    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final int STRING_ATTRIBUTE = 3;

    /**
     * One operator.
     *
     * @param op its type, such as {@code Gemm}
     * @param domain empty for ONNX's own
     * @param name any text
     * @param inputs names of values; an empty one is left out
     * @param outputs names of values
     * @param attributes a {@link Float}, {@link Long}, {@link String} or {@link OnnxTensor} by name, or null for any other
     */
    record Node(
            String op,
            String domain,
            String name,
            List<String> inputs,
            List<String> outputs,
            Map<String, Object> attributes) {}

    /** The file's bytes. */
    byte[] toBytes() {
        ProtoWriter graph = new ProtoWriter();
        nodes.forEach(node -> graph.message(1, write(node)));
        graph.string(2, "network");
        initializers.forEach((name, tensor) -> graph.message(5, tensor.write(name)));
        inputs.forEach((name, shape) -> graph.message(11, value(name, shape)));
        outputs.forEach((name, shape) -> graph.message(12, value(name, shape)));
        return new ProtoWriter()
                .number(1, IR_VERSION)
                .string(2, "katsuo")
                .message(7, graph)
                .message(8, new ProtoWriter().string(1, "").number(2, opset))
                .toBytes();
    }

    private static ProtoWriter write(Node node) {
        ProtoWriter message = new ProtoWriter();
        node.inputs().forEach(input -> message.string(1, input));
        node.outputs().forEach(output -> message.string(2, output));
        message.string(3, node.name()).string(4, node.op());
        node.attributes().forEach((name, value) -> {
            ProtoWriter attribute = new ProtoWriter().string(1, name);
            if (value instanceof Float) {
                attribute.number(2, (Float) value).number(20, FLOAT_ATTRIBUTE);
            } else if (value instanceof Long) {
                attribute.number(3, (Long) value).number(20, INT_ATTRIBUTE);
            } else {
                attribute.string(4, (String) value).number(20, STRING_ATTRIBUTE);
            }
            message.message(5, attribute);
        });
        return message;
    }

    /** A float tensor whose extents are numbers or names. */
    private static ProtoWriter value(String name, List<String> shape) {
        ProtoWriter dims = new ProtoWriter();
        for (String dim : shape) {
            boolean isNumber = dim.matches("[0-9]+");
            dims.message(
                    1, isNumber ? new ProtoWriter().number(1, Long.parseLong(dim)) : new ProtoWriter().string(2, dim));
        }
        ProtoWriter type = new ProtoWriter().number(1, OnnxTensor.FLOAT).message(2, dims);
        return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, type));
    }

    /** Reads a file. */
    static OnnxModel read(String name, ByteBuffer bytes) throws FormatException {
        ProtoReader in = new ProtoReader(name, bytes);
        OnnxModel model = null;
        long opset = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 7 && model == null) {
                model = graph(in.message());
            } else if (field == 7) {
                throw in.wrong("two graphs");
            } else if (field == 8) {
                opset = Math.max(opset, opset(in.message()));
            }
        }
        if (model == null) {
            throw in.wrong("no graph");
        }
        return new OnnxModel(opset, model.nodes(), model.initializers(), model.inputs(), model.outputs());
    }

    /** The version of ONNX's own operators; 0 if this is that of others. */
    private static long opset(ProtoReader in) throws FormatException {
        String domain = "";
        long version = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            domain = field == 1 ? in.string() : domain;
            version = field == 2 ? in.number() : version;
        }
        return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
    }

    private static OnnxModel graph(ProtoReader in) throws FormatException {
        OnnxModel graph =
                new OnnxModel(0, new ArrayList<>(), new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int field = in.next(); field != 0; field = in.next()) {
            in.requireFew(graph.nodes.size() + graph.initializers.size() + graph.inputs.size(), MOST);
            switch (field) {
                case 1 -> graph.nodes.add(node(in.message()));
                case 5 -> {
                    OnnxTensor tensor = OnnxTensor.read(in.message());
                    if (graph.initializers.put(tensor.name(), tensor) != null) {
                        throw in.wrong("two initializers of one name");
                    }
                }
                case 11 -> value(in.message(), graph.inputs);
                case 12 -> value(in.message(), graph.outputs);
                case 15 -> throw in.wrong("sparse initializers are not read");
                default -> {}
            }
        }
        return graph;
    }

    private static Node node(ProtoReader in) throws FormatException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Object> attributes = new HashMap<>();
        String name = "";
        String op = "";
        String domain = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            in.requireFew(inputs.size() + outputs.size() + attributes.size(), MOST / 100);
            switch (field) {
                case 1 -> inputs.add(in.string());
                case 2 -> outputs.add(in.string());
                case 3 -> name = in.string();
                case 4 -> op = in.string();
                case 5 -> attribute(in.message(), attributes);
                case 7 -> domain = in.string().replaceFirst("^ai\\.onnx$", "");
                default -> {}
            }
        }
        return new Node(op, domain, name, inputs, outputs, attributes);
    }

    private static void attribute(ProtoReader in, Map<String, Object> attributes) throws FormatException {
        String name = "";
        Object value = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.string();
                case 2 -> value = in.fixed32();
                case 3 -> value = in.number();
                case 4 -> value = in.string();
                case 5 -> value = OnnxTensor.read(in.message());
                default -> {}
            }
        }
        attributes.put(name, value);
    }

    /** A name and its shape; null if it is not a float tensor. */
    private static void value(ProtoReader in, Map<String, List<String>> values) throws FormatException {
        String name = "";
        List<String> shape = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            name = field == 1 ? in.string() : name;
            shape = field == 2 ? shape(in.message()) : shape;
        }
        values.put(name, shape);
    }

    private static List<String> shape(ProtoReader type) throws FormatException {
        List<String> shape = null;
        for (int field = type.next(); field != 0; field = type.next()) {
            if (field != 1) {
                continue;
            }
            ProtoReader tensor = type.message();
            List<String> dims = new ArrayList<>();
            for (int inner = tensor.next(); inner != 0; inner = tensor.next()) {
                if (inner == 1 && tensor.number() == OnnxTensor.FLOAT) {
                    shape = dims;
                } else if (inner == 2) {
                    ProtoReader extents = tensor.message();
                    while (extents.next() == 1) {
                        ProtoReader extent = extents.message();
                        int kind = extent.next();
                        dims.add(kind == 1 ? Long.toString(extent.number()) : "?");
                    }
                }
            }
        }
        return shape;
    }
}
