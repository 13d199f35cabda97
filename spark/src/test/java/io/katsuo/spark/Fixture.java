package io.katsuo.spark;

import io.katsuo.mnist.LabelledImages;
import io.katsuo.mnist.Mnist;
import io.katsuo.network.BlockPlan;
import io.katsuo.network.Network;
import io.katsuo.network.Sampling;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.optimizer.Adam;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Digits, a network of all kinds of layers, and how it is trained here; clusters to compare with. */
final class Fixture {
    static final LabelledImages IMAGES = Mnist.embedded().train().first(600);
    static final LabelledImages TEST = Mnist.embedded().test().first(150);
    static final BlockPlan BLOCKS = new BlockPlan(16, 0, 0);

    private Fixture() {}

    /** What is done with a cluster. */
    interface Use {
        void with(JavaSparkContext sc) throws Exception;
    }

    static void on(String master, Use use) throws Exception {
        SparkConf conf = SparkProvider.conf(master);
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            use.with(sc);
        }
    }

    static Network network() {
        return Network.builder(784, 3)
                .affineWithoutBias(20)
                .batchNormalization()
                .relu()
                .dropout(0.2, 5)
                .affine(10)
                .softmaxWithLoss();
    }

    /** Batches of 7 blocks, the last of them smaller, over more than an epoch. */
    static Trainer settings(Trainer trainer) {
        return trainer.listener(TrainingListener.NONE)
                .sampling(Sampling.SHUFFLED)
                .optimizer(new Adam(0.003))
                .batchSize(110)
                .iterations(15)
                .blocks(BLOCKS);
    }

    /** The hash after training in this process. */
    static String local(UnaryOperator<Trainer> more) {
        Network network = network();
        more.apply(settings(new Trainer(network, IMAGES, IMAGES.targets()).testOn(TEST, TEST.targets())))
                .run();
        return network.parameterHash();
    }

    static String spark(JavaSparkContext sc, int partitions, int depth, UnaryOperator<Trainer> more) {
        Network network = network();
        SparkData data = SparkData.of(sc, IMAGES, 3);
        SparkTrainer spark =
                new SparkTrainer(sc, network, data).partitions(partitions).depth(depth);
        more.apply(settings(spark.trainer())).run();
        data.release();
        return network.parameterHash();
    }

    /** Writes images and labels as MNIST's files are. */
    static void writeIdx(LabelledImages images, Path pixels, Path labels) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(pixels))) {
            for (int word : new int[] {0x803, images.count(), images.rows(), images.columns()}) {
                out.writeInt(word);
            }
            out.write(images.pixels());
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(labels))) {
            out.writeInt(0x801);
            out.writeInt(images.count());
            for (int label : images.labels()) {
                out.write(label);
            }
        }
    }
}
