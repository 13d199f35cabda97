package io.katsuo.mnist.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.predict.MnistImage;
import io.katsuo.network.Network;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A network with one image in it, layer by layer, as JSON. Concurrent use: safe. */
final class Passes {
    /** Values of a layer, and units of the first one, that a page can show. */
    private static final int SHOWN = 256;

    private final Network network;
    private final List<Layer> layers;

    Passes(Network network) {
        this.network = network;
        this.layers = List.copyOf(network.layers().values());
    }

    /** The layers, and the weights of the first one as signed bytes, a unit after the other, if it looks at pixels. */
    JsonObject network(String origin) {
        JsonObject json = new JsonObject();
        json.addProperty("origin", origin);
        JsonArray names = new JsonArray();
        layers.forEach(layer -> names.add(layer.toString()));
        json.add("layers", names);
        Tensor weights = network.params().firstEntry().getValue();
        if (weights.rank() == 2 && weights.dim(0) == MnistImage.SIDE * MnistImage.SIDE) {
            json.addProperty("weights", Base64.getEncoder().encodeToString(bytes(weights)));
        }
        return json;
    }

    private static byte[] bytes(Tensor weights) {
        int pixels = weights.dim(0);
        byte[] bytes = new byte[pixels * Math.min(SHOWN, weights.dim(1))];
        for (int unit = 0; unit < bytes.length / pixels; unit++) {
            float largest = Float.MIN_NORMAL;
            for (int i = 0; i < pixels; i++) {
                largest = Math.max(largest, Math.abs(weights.get(i, unit)));
            }
            for (int i = 0; i < pixels; i++) {
                bytes[unit * pixels + i] = (byte) Math.round(Byte.MAX_VALUE * weights.get(i, unit) / largest);
            }
        }
        return bytes;
    }

    /** The input of each layer, and the scores. */
    private List<Tensor> forward(MnistImage image) {
        List<Tensor> values = new ArrayList<>(List.of(image.sample()));
        for (Layer layer : layers) {
            Tensor x = values.getLast();
            Tensor y = Tensor.zeros(layer.outputShape(x.shape()));
            layer.forward(x, y);
            values.add(y);
        }
        return values;
    }

    /** What each layer gives for an image. */
    JsonArray activations(MnistImage image) {
        JsonArray json = new JsonArray();
        List<Tensor> values = forward(image);
        for (int i = 0; i < layers.size(); i++) {
            JsonObject layer = new JsonObject();
            layer.addProperty("name", layers.get(i).name());
            layer.addProperty("kind", layers.get(i).description().kind());
            float[] all = values.get(i + 1).toArray();
            layer.add("values", numbers(all, SHOWN));
            json.add(layer);
        }
        return json;
    }

    /** The forward and the backward pass for a digit that the image is said to show, with shapes and norms. */
    JsonObject both(MnistImage image, int digit) throws Refusal {
        if (layers.stream().anyMatch(Layer::wholeBatch)) {
            throw new Refusal(409, "the backward pass of a batch normalization needs more than one image");
        }
        JsonArray steps = new JsonArray();
        List<Tensor> values = forward(image);
        step(steps, "forward", "image", "x", values.getFirst());
        for (int i = 0; i < layers.size(); i++) {
            step(steps, "forward", layers.get(i).name(), "y", values.get(i + 1));
        }
        Targets target = Targets.of(new int[] {digit});
        LossLayer last = network.lastLayer();
        Tensor scores = values.getLast();
        Tensor output = Tensor.zeros(scores.shape());
        Tensor derivative = Tensor.zeros(scores.shape());
        double[] losses = new double[1];
        last.losses(scores, target, 0, losses);
        last.output(scores, output);
        step(steps, "forward", last.name(), "y", output);
        last.backward(scores, output, target, 0, 1, last.normalizer(target), derivative);
        step(steps, "backward", last.name(), "dx", derivative);
        backward(values, derivative, steps);
        JsonObject json = new JsonObject();
        json.addProperty("loss", Double.isFinite(losses[0]) ? losses[0] : null);
        json.add("steps", steps);
        return json;
    }

    /** One thread at a time, since the gradients are in the network's parameters. */
    private synchronized void backward(List<Tensor> values, Tensor dout, JsonArray steps) {
        Tensor derivative = dout;
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            layer.gradients(values.get(i), derivative);
            for (Param parameter : layer.parameters()) {
                step(steps, "backward", layer.name(), "d" + parameter.name(), parameter.gradient());
            }
            Tensor dx = Tensor.zeros(values.get(i).shape());
            layer.backward(values.get(i), values.get(i + 1), derivative, dx);
            step(steps, "backward", layer.name(), "dx", dx);
            derivative = dx;
        }
    }

    private static void step(JsonArray steps, String pass, String layer, String tensor, Tensor value) {
        double squares = 0;
        for (float v : value.toArray()) {
            squares += (double) v * v;
        }
        JsonObject step = new JsonObject();
        step.addProperty("pass", pass);
        step.addProperty("layer", layer);
        step.addProperty("tensor", tensor);
        step.addProperty("shape", value.shape().toString());
        step.addProperty("norm", Double.isFinite(squares) ? Math.sqrt(squares) : null);
        steps.add(step);
    }

    /** The first of these numbers; null for what is not finite. */
    static JsonArray numbers(float[] values, int most) {
        JsonArray numbers = new JsonArray();
        for (int i = 0; i < Math.min(most, values.length); i++) {
            numbers.add(Float.isFinite(values[i]) ? values[i] : null);
        }
        return numbers;
    }
}
