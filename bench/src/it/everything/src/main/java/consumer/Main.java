package consumer;

import io.katsuo.mnist.Digits;
import io.katsuo.mnist.Mnist;
import io.katsuo.network.Classifier;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import java.io.File;
import java.io.IOException;

/** Learns digits and prints the size of its jars. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Digits digits = Mnist.embedded();
        Classifier network = Network.builder(784, 1).affine(50).relu().affine(10).softmaxWithLoss();
        TrainingResult result = new Trainer(network, digits.train(), digits.train().targets())
                .validationSplit(0.1, 1)
                .iterations(600)
                .run();
        double accuracy = network.accuracy(digits.test(), digits.test().targets());
        System.out.println("everything: accuracy " + accuracy + "; " + result.finalReport());
        for (String entry : System.getProperty("jdk.module.path").split(File.pathSeparator)) {
            File file = new File(entry);
            if (file.isFile()) {
                System.out.printf("%10d bytes  %s%n", file.length(), file.getName());
            }
        }
        if (accuracy < 0.9) {
            throw new AssertionError("accuracy above 0.9 expected");
        }
    }
}
