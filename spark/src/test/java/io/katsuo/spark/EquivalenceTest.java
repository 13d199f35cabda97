package io.katsuo.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.network.BlockPlan;
import io.katsuo.network.Network;
import io.katsuo.network.Sampling;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import io.katsuo.network.optimizer.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of any size trains to the bits of one process. */
class EquivalenceTest {
    private static final UnaryOperator<Trainer> SAME = trainer -> trainer;

    @ParameterizedTest
    @ValueSource(strings = {"local[1]", "local[2]", "local-cluster[2,1,1024]"})
    void anyClusterAndAnyNumberOfPartitions(String master) throws Exception {
        String expected = Fixture.local(SAME);
        Fixture.on(master, sc -> {
            for (int partitions : new int[] {1, 2, 3, 7}) {
                String hash = Fixture.spark(sc, partitions, 1, SAME);
                System.out.println(master + ", partitions " + partitions + ": " + hash);
                assertEquals(expected, hash, () -> master + ", partitions " + partitions);
            }
        });
    }

    @Test
    void depthSamplingLocalStepsAndAllReports() throws Exception {
        UnaryOperator<Trainer> book = trainer -> trainer.sampling(Sampling.BOOK);
        UnaryOperator<Trainer> local =
                trainer -> trainer.blocks(new BlockPlan(16, 3, 0.05)).optimizer(new Sgd(1));
        Fixture.on("local[2]", sc -> {
            assertEquals(Fixture.local(SAME), Fixture.spark(sc, 7, 2, SAME));
            assertEquals(Fixture.local(SAME), Fixture.spark(sc, 5, 3, SAME));
            assertEquals(Fixture.local(book), Fixture.spark(sc, 3, 1, book));
            assertEquals(Fixture.local(local), Fixture.spark(sc, 3, 1, local));
            assertNotEquals(Fixture.local(SAME), Fixture.local(local));

            SparkTrainer spark = new SparkTrainer(sc, Fixture.network(), SparkData.of(sc, Fixture.IMAGES, 2))
                    .testOn(SparkData.of(sc, Fixture.TEST, 2));
            TrainingResult there =
                    Fixture.settings(spark.trainer()).evaluateEvery(4).run();
            TrainingResult here = Fixture.settings(
                            new Trainer(Fixture.network(), Fixture.IMAGES, Fixture.IMAGES.targets())
                                    .testOn(Fixture.TEST, Fixture.TEST.targets()))
                    .evaluateEvery(4)
                    .run();
            assertEquals(here.epochs(), there.epochs());
            assertEquals(here.finalReport(), there.finalReport());
            assertEquals(
                    IntStream.range(0, 15).mapToObj(i -> here.losses()[i]).toList(),
                    IntStream.range(0, 15).mapToObj(i -> there.losses()[i]).toList());
        });
    }

    /** The divisor of such a loss depends on the classes in a batch, which the driver does not have. */
    @Test
    void lossesThatWeightClasses() throws Exception {
        double[] weights = {1, 2, 1, 1, 0.5, 1, 1, 3, 1, 1};
        CrossEntropyOptions options = CrossEntropyOptions.MEAN.classWeights(weights);
        Network here = Network.builder(784, 3).affine(10).classifier(new SoftmaxWithLoss("loss", options));
        Network there = Network.builder(784, 3).affine(10).classifier(new SoftmaxWithLoss("loss", options));
        Fixture.settings(new Trainer(here, Fixture.IMAGES, Fixture.IMAGES.targets()))
                .run();
        Fixture.on(
                "local[2]",
                sc -> Fixture.settings(new SparkTrainer(sc, there, SparkData.of(sc, Fixture.IMAGES, 2)).trainer())
                        .run());
        assertEquals(here.parameterHash(), there.parameterHash());
    }

    @Test
    void filesAndTables(@TempDir Path directory) throws Exception {
        String expected = Fixture.local(SAME);
        Path pixels = directory.resolve("images");
        Path labels = directory.resolve("labels");
        Fixture.writeIdx(Fixture.IMAGES, pixels, labels);
        Fixture.on("local[2]", sc -> {
            assertEquals(
                    expected,
                    hash(SparkData.idx(sc, pixels.toString(), labels.toUri().toString(), 5), sc));
            SparkSession session = SparkSession.builder().getOrCreate();
            Dataset<Row> table = session.createDataFrame(rows(), schema());
            String file = directory.resolve("digits.parquet").toString();
            table.repartition(4).write().parquet(file);
            Dataset<Row> read = session.read().parquet(file);
            assertEquals(expected, hash(SparkData.of(read, "pixels", "digit", "id"), sc));
            String sorted = hash(SparkData.of(read, "pixels", "digit", null), sc);
            assertEquals(sorted, hash(SparkData.of(read.repartition(7), "pixels", "digit", null), sc));
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> SparkData.of(read.union(read), "pixels", "digit", "id"));
            assertTrue(e.getMessage().contains("each of them once"), e.getMessage());
        });
    }

    private static String hash(SparkData data, JavaSparkContext sc) {
        Network network = Fixture.network();
        Fixture.settings(new SparkTrainer(sc, network, data).trainer()).run();
        return network.parameterHash();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Fixture.IMAGES.count(); i++) {
            List<Float> values = new ArrayList<>();
            for (int k = 0; k < 784; k++) {
                values.add(Fixture.IMAGES.images().get(i, k));
            }
            rows.add(RowFactory.create(
                    (long) i, values.toArray(Float[]::new), Fixture.IMAGES.labels()[i]));
        }
        return rows;
    }

    private static StructType schema() {
        return new StructType()
                .add("id", DataTypes.LongType)
                .add("pixels", DataTypes.createArrayType(DataTypes.FloatType))
                .add("digit", DataTypes.IntegerType);
    }
}
