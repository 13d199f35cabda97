package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.BinaryCrossEntropy;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Elu;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Huber;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LayerNormalization;
import io.katsuo.layers.LeakyRelu;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.NegativeLogLikelihood;
import io.katsuo.layers.Reduction;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import io.katsuo.network.optimizer.Adam;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file says what network it is of: the network is built from it, and another one does not take its parameters. */
class ArchitectureTest {
    private static final List<LossLayer> LOSSES = List.of(
            new SoftmaxWithLoss(),
            new SoftmaxWithLoss(
                    "loss with spaces",
                    CrossEntropyOptions.SUM
                            .classWeights(0.1, 2, 1e-7)
                            .labelSmoothing(0.1)
                            .ignoredLabel(-100)),
            new NegativeLogLikelihood("nll", CrossEntropyOptions.MEAN.ignoredLabel(2)),
            new BinaryCrossEntropy("bce", Reduction.SUM),
            new IdentityWithLoss(),
            new Huber("huber", 0.1, Reduction.SUM));

    @TempDir
    private Path directory;

    /** A network with every layer of the library, with settings that are not the default. */
    private static Network everything(LossLayer loss) {
        return Network.builder(5, 1)
                .affine(7)
                .relu()
                .add(new MatMul("product", Tensor.randn(new Rng(2), 7, 6)))
                .sigmoid()
                .tanh()
                .softplus()
                .gelu()
                .add(Gelu.byTanh("gelu by tanh"))
                .add(new LeakyRelu("leaky", 0.3))
                .add(new Elu("elu", 1 / 3.0))
                .dropout(0.1, Long.MIN_VALUE + 1)
                .add(new BatchNormalization("norm", 6, 0.07, 1e-3))
                .add(new LayerNormalization("other norm", 6, 2e-4))
                .affine(3)
                .build(loss);
    }

    @Test
    void aNetworkOfEveryLayerAndLossIsBuiltFromItsFile() throws IOException {
        Set<String> kinds = new HashSet<>();
        Tensor x = Tensor.randn(new Rng(3), 4, 5);
        Targets classes = Targets.of(0, 2, 1, 1);
        for (LossLayer loss : LOSSES) {
            Network network = everything(loss);
            Targets t = loss instanceof BinaryCrossEntropy ? Targets.of(Tensor.ones(4, 3)) : classes;
            network.computeGradients(x, t); // gives the normalization a state
            Path file = directory.resolve("network.format");
            network.save(file);
            Network loaded = Network.fromFile(file);
            assertEquals(network.parameterHash(), loaded.parameterHash());
            assertTrue(network.predict(x).sameBits(loaded.predict(x)));
            assertEquals(network.computeGradients(x, t, 3), loaded.computeGradients(x, t, 3), loss.name());
            for (int i = 0; i < network.parameters().size(); i++) {
                Tensor gradient = loaded.parameters().get(i).gradient();
                assertTrue(network.parameters().get(i).gradient().sameBits(gradient), loss.name());
            }
            assertEquals(network.architecture(), loaded.architecture());
            network.architecture().layersAndLoss().forEach(layer -> kinds.add(layer.kind()));
        }
        assertEquals(kindsOfLibrary(), kinds, "a layer is missing here, or in LayerFactory: see CONTRIBUTING.md");
    }

    /** The names of all classes of the library that can stand in a network. */
    private static Set<String> kindsOfLibrary() throws IOException {
        Path sources = Path.of("../layers/src/main/java/io/katsuo/layers");
        Set<String> kinds = new HashSet<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")) {
                    Class<?> type = Class.forName("io.katsuo.layers." + name);
                    boolean stands = Layer.class.isAssignableFrom(type) || LossLayer.class.isAssignableFrom(type);
                    if (stands && !Modifier.isAbstract(type.getModifiers())) {
                        kinds.add(name);
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return kinds;
    }

    @Test
    void aClassifierIsLoadedAsOneAndARegressionIsNot() throws IOException {
        Path file = directory.resolve("network.format");
        new TwoLayerNet(4, 3, 2, 1).save(file);
        assertInstanceOf(Classifier.class, Network.fromFile(file));
        Classifier loaded = Classifier.fromFile(file);
        assertEquals(new TwoLayerNet(4, 3, 2, 1).parameterHash(), loaded.parameterHash());
        Network.builder(4, 1).affine(2).identityWithLoss().save(file);
        assertFalse(Network.fromFile(file) instanceof Classifier);
        assertThrows(FormatException.class, () -> Classifier.fromFile(file));
    }

    @Test
    void theTextHasALineForEachLayer() {
        Network network = Network.builder(3, 1)
                .affine(2)
                .leakyRelu()
                .dropout(0.2, 5)
                .affine(2)
                .softmaxWithLoss();
        String text = """
                format\t1
                network\tClassifier
                layer\tAffine\taffine1
                layer\tLeakyRelu\tleakyRelu1\tslope=0.01
                layer\tDropout\tdropout1\trate=0.2\tseed=5
                layer\tAffine\taffine2
                loss\tSoftmaxWithLoss\tsoftmaxWithLoss\treduction=MEAN
                """;
        assertEquals(text, network.architecture().text());
        assertEquals(network.architecture(), Architecture.parse(text));
    }

    private static Network net(String activation, double dropout) {
        NetworkBuilder builder = Network.builder(3, 1).affine(4);
        builder = activation.equals("relu") ? builder.relu() : builder.sigmoid();
        return (dropout > 0 ? builder.dropout(dropout, 1) : builder).affine(2).softmaxWithLoss();
    }

    @Test
    void parametersOfANetworkThatComputesSomethingElseAreRefused() throws IOException {
        Path file = directory.resolve("sigmoid.npz");
        net("sigmoid", 0).save(file);
        Network relu = net("relu", 0);
        String before = relu.parameterHash();
        assertEquals(
                file + ": not this network's parameters: the file has sigmoid1: Sigmoid, here relu1: Relu; "
                        + "Network.fromFile builds the file's network",
                assertThrows(FormatException.class, () -> relu.loadParameters(file))
                        .getMessage());
        String text = assertThrows(
                        FormatException.class,
                        () -> Network.builder(3, 1)
                                .affine(4)
                                .sigmoid()
                                .affine(2)
                                .tanh()
                                .softmaxWithLoss()
                                .loadParameters(file))
                .getMessage();
        assertTrue(text.contains("the file has no layer, here tanh1: Tanh"), text);
        assertEquals(before, relu.parameterHash());
        assertThrows(FormatException.class, () -> TwoLayerNet.fromFile(file));
    }

    @Test
    void predictionsDoNotDependOnDropoutNorOnTheLossSoTheyMayDiffer() throws IOException {
        Path file = directory.resolve("dropout.npz");
        net("relu", 0.5).save(file);
        Network loaded = Network.builder(3, 2).affine(4).relu().affine(2).identityWithLoss();
        loaded.loadParameters(file);
        assertEquals(Network.fromFile(file).parameterHash(), loaded.parameterHash());
    }

    @Test
    void aFileWithoutArchitectureLoadsByNamesAndShapes() throws IOException {
        Network network = net("relu", 0);
        Path file = directory.resolve("old.npz");
        Npz.write(file, network.params());
        Network other = net("sigmoid", 0);
        other.loadParameters(file);
        assertEquals(network.parameterHash(), other.parameterHash());
        String text = assertThrows(FormatException.class, () -> Network.fromFile(file))
                .getMessage();
        assertTrue(text.contains("build the network in code and call loadParameters"), text);
    }

    /** Twice its input. */
    static final class Twice extends Layer {
        Twice() {
            super("twice");
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            y.copyFrom(x);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            dx.copyFrom(dout);
        }
    }

    @Test
    void anotherAuthorsLayerIsSavedAndLoadedIntoANetworkButNotBuilt() throws IOException {
        Path file = directory.resolve("own.npz");
        Network network = Network.builder(3, 1).affine(2).add(new Twice()).softmaxWithLoss();
        network.save(file);
        Network again = Network.builder(3, 2).affine(2).add(new Twice()).softmaxWithLoss();
        again.loadParameters(file);
        assertEquals(network.parameterHash(), again.parameterHash());
        assertEquals(
                file + ": twice: the library has no layer of the kind " + Twice.class.getName()
                        + "; build the network in code and load the parameters into it",
                assertThrows(FormatException.class, () -> Network.fromFile(file))
                        .getMessage());
        String text = assertThrows(
                        FormatException.class,
                        () -> Network.builder(3, 2)
                                .affine(2)
                                .relu()
                                .softmaxWithLoss()
                                .loadParameters(file))
                .getMessage();
        assertTrue(text.contains("here relu1: Relu"), text);
    }

    @Test
    void aCheckpointIsAFileOfParametersToo() throws IOException {
        Path file = directory.resolve("checkpoint.npz");
        Classifier network = Network.builder(3, 1).affine(4).relu().affine(2).softmaxWithLoss();
        new Trainer(network, Tensor.randn(new Rng(1), 10, 3), Targets.of(0, 1, 1, 0, 1, 0, 1, 0, 0, 1))
                .optimizer(new Adam(0.01))
                .iterations(5)
                .checkpoint(file, 5)
                .run();
        assertEquals(network.parameterHash(), Network.fromFile(file).parameterHash());
        assertEquals(network.architecture(), Checkpoint.read(file).architecture());
        Network sigmoid = Network.builder(3, 1).affine(4).sigmoid().affine(2).softmaxWithLoss();
        String text = assertThrows(
                        IllegalStateException.class,
                        () -> new Trainer(sigmoid, Tensor.randn(new Rng(1), 10, 3), Targets.of(new int[10]))
                                .optimizer(new Adam(0.01))
                                .resume(Checkpoint.read(file))
                                .run())
                .getMessage();
        assertTrue(text.contains("of another network: it has [affine1: Affine, relu1: Relu"), text);
    }

    @Test
    void hostileTextsAreRefusedWithTheirLine() throws IOException {
        String head = "format\t1\nnetwork\tClassifier\n";
        String loss = "loss\tSoftmaxWithLoss\tloss\treduction=MEAN\n";
        Map<String, String> texts = Map.ofEntries(
                Map.entry("", "at least 3 lines"),
                Map.entry(head, "at least 3 lines"),
                Map.entry(head.replace('1', '2') + loss, "'format 1'"),
                Map.entry("x".repeat(1 << 19), "524288 characters"),
                Map.entry("format\t1\nnetwork\tTree\n" + loss, "'network Tree'"),
                Map.entry(head + loss, "it has no layers"),
                Map.entry(head + "layer\tAffine\n" + loss, "'layer Affine'"),
                Map.entry(head + "layer\tAffine\taffine1\tslope\n" + loss, "not understood"),
                Map.entry(head + "layer\tRelu\trelu\033[2J\n" + loss, "'layer Relu relu [2J'"),
                Map.entry(head + "layer\tAffine\taffine1\tslope=1\n" + loss, "that a Affine does not have: {slope=1}"),
                Map.entry(head + "layer\tAffine\taffine7\n" + loss, "no parameter W7 for a Affine: [W1, b1]"),
                Map.entry(head + "layer\tElu\telu\talpha=1\talpha=1\n" + loss, "not understood"),
                Map.entry(head + "layer\tElu\telu\talpha=NaN\n" + loss, "alpha must be finite"),
                Map.entry(head + "layer\tElu\telu\talpha=one\n" + loss, "'alpha' is no number: {alpha=one}"),
                Map.entry(head + "layer\tElu\telu\n" + loss, "without a setting 'alpha'"),
                Map.entry(head + "layer\tGelu\tgelu\tform=round\n" + loss, "does not have: {form=round}"),
                Map.entry(head + "layer\tDropout\td\trate=0.5\tseed=1e9\n" + loss, "1e9"),
                Map.entry(head + "layer\tRelu\trelu1\n" + loss, "not this network's parameters: [] needed"),
                Map.entry(head + "layer\tClassLoss\tx\n" + loss, "no layer of the kind ClassLoss"),
                Map.entry(head + "layer\tAffine\taffine1\nloss\tRelu\tx\n", "no loss of the kind Relu"),
                Map.entry(head + "layer\tAffine\taffine1\n" + loss.replace("MEAN", "MAX"), "loss: no reduction: MAX"));
        Path file = directory.resolve("hostile.npz");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            try (var out = Files.newOutputStream(file)) {
                byte[] bytes = text.getKey().getBytes(StandardCharsets.UTF_8);
                Npz.write(
                        out,
                        new Npz.Contents(
                                Network.builder(3, 1)
                                        .affine(2)
                                        .softmaxWithLoss()
                                        .params(),
                                Map.of(Architecture.ENTRY, bytes)));
            }
            String message = assertThrows(FormatException.class, () -> Network.fromFile(file))
                    .getMessage();
            assertTrue(message.contains(text.getValue()), text + ": " + message);
            assertTrue(message.length() < 600, message);
        }
    }
}
