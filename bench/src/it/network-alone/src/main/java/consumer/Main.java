package consumer;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.StoppingMetric;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network learns exclusive or, stops early, and is loaded from its file. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Targets t = Targets.of(0, 1, 1, 0);
        Classifier network = Network.of(new int[] {2, 16, 2}, 1);
        TrainingResult result = new Trainer(network, x, t)
                .validateOn(x, t)
                .earlyStopping(StoppingMetric.ACCURACY, 200)
                .optimizer(new Adam(0.02))
                .batchSize(4)
                .iterations(2_000)
                .run();
        Path file = Files.createTempFile("network", ".npz");
        network.save(file);
        Classifier loaded = (Classifier) Network.fromFile(file);
        Files.delete(file);
        System.out.println("network: " + loaded.layers().keySet() + "; " + result);
        if (loaded.accuracy(x, t) != 1 || result.iterations() == 2_000) {
            throw new AssertionError("accuracy 1 before 2,000 iterations expected");
        }
        if (!loaded.parameterHash().equals(network.parameterHash())
                || !loaded.architecture().equals(network.architecture())) {
            throw new AssertionError("the network that was saved expected");
        }
    }
}
