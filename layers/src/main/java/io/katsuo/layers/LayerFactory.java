package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Builds the library's layers and losses from their descriptions. */
public final class LayerFactory {
    private static final Map<String, BiFunction<LayerDescription, Map<String, Tensor>, Layer>> LAYERS = Map.ofEntries(
            Map.entry("MatMul", (d, tensors) -> new MatMul(d.name(), book(d, tensors, "W"))),
            Map.entry("Affine", (d, tensors) -> new Affine(d.name(), book(d, tensors, "W"), book(d, tensors, "b"))),
            Map.entry("Relu", (d, tensors) -> new Relu(d.name())),
            Map.entry("Sigmoid", (d, tensors) -> new Sigmoid(d.name())),
            Map.entry("Tanh", (d, tensors) -> new Tanh(d.name())),
            Map.entry("LeakyRelu", (d, tensors) -> new LeakyRelu(d.name(), d.number("slope"))),
            Map.entry("Elu", (d, tensors) -> new Elu(d.name(), d.number("alpha"))),
            Map.entry("Softplus", (d, tensors) -> new Softplus(d.name())),
            Map.entry("Gelu", (d, tensors) -> gelu(d)),
            Map.entry(
                    "Dropout", (d, tensors) -> new Dropout(d.name(), d.number("rate"), Long.parseLong(d.text("seed")))),
            Map.entry(
                    "BatchNormalization",
                    (d, tensors) -> new BatchNormalization(
                            d.name(), units(d, tensors), d.number("momentum"), d.number("epsilon"))),
            Map.entry(
                    "LayerNormalization",
                    (d, tensors) -> new LayerNormalization(d.name(), units(d, tensors), d.number("epsilon"))));

    private static final Map<String, Function<LayerDescription, LossLayer>> LOSSES = Map.of(
            "SoftmaxWithLoss", d -> new SoftmaxWithLoss(d.name(), CrossEntropyOptions.of(d)),
            "NegativeLogLikelihood", d -> new NegativeLogLikelihood(d.name(), CrossEntropyOptions.of(d)),
            "BinaryCrossEntropy", d -> new BinaryCrossEntropy(d.name(), d.reduction()),
            "IdentityWithLoss", d -> new IdentityWithLoss(d.name(), d.reduction()),
            "Huber", d -> new Huber(d.name(), d.number("delta"), d.reduction()));

    private LayerFactory() {}

    /** Whether a layer or loss belongs to the library, so that it can be built. */
    public static boolean isOfLibrary(LayerDescription d) {
        return LAYERS.containsKey(d.kind()) || LOSSES.containsKey(d.kind());
    }

    /**
     * Builds a layer. The tensors determine its size.
     *
     * @param tensors the parameters by name; the layer may keep them
     * @return a layer with this description; the values of normalizations are those of a new layer
     * @throws IllegalArgumentException if the library has no such layer, or the settings or the tensors do not fit it
     */
    public static Layer layer(LayerDescription d, Map<String, Tensor> tensors) {
        Layer layer = known(LAYERS.get(d.kind()), "layer", d).apply(d, tensors);
        check(d, layer.description());
        return layer;
    }

    /**
     * Builds a loss.
     *
     * @return a loss with this description
     * @throws IllegalArgumentException if the library has no such loss, or the settings do not fit it
     */
    public static LossLayer loss(LayerDescription d) {
        LossLayer loss = known(LOSSES.get(d.kind()), "loss", d).apply(d);
        check(d, loss.description());
        return loss;
    }

    /** The result must have all settings and no others, so that an unknown one is not silently ignored. */
    private static void check(LayerDescription d, LayerDescription built) {
        if (!built.equals(d)) {
            throw new IllegalArgumentException(d.name() + ": settings that a " + d.kind() + " does not have: "
                    + d.settings() + ", understood " + built.settings());
        }
    }

    private static <T> T known(T maker, String what, LayerDescription d) {
        if (maker == null) {
            throw new IllegalArgumentException(d.name() + ": the library has no " + what + " of the kind " + d.kind()
                    + "; build the network in code and load the parameters into it");
        }
        return maker;
    }

    private static Tensor book(LayerDescription d, Map<String, Tensor> tensors, String letter) {
        return tensor(d, tensors, ParameterNames.of(d.name(), letter));
    }

    private static int units(LayerDescription d, Map<String, Tensor> tensors) {
        return tensor(d, tensors, d.name() + ".gamma").size();
    }

    private static Tensor tensor(LayerDescription d, Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    d.name() + ": no parameter " + name + " for a " + d.kind() + ": " + tensors.keySet());
        }
        return tensor;
    }

    private static Gelu gelu(LayerDescription d) {
        return d.text("form").equals("tanh") ? Gelu.byTanh(d.name()) : new Gelu(d.name());
    }
}
