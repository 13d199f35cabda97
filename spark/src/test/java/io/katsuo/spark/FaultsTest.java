package io.katsuo.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.Network;
import io.katsuo.network.NonFiniteException;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a cluster leaves no mark on the result, or ends the run with its cause. */
class FaultsTest {
    @Test
    void anExecutorIsKilledInMidRun() throws Exception {
        String expected = Fixture.local(trainer -> trainer);
        Fixture.on("local-cluster[2,1,1024]", sc -> {
            List<Executors.Probe> probes = Executors.probe(sc);
            assertEquals(2, probes.size(), probes::toString);
            Network network = Fixture.network();
            SparkTrainer spark = new SparkTrainer(sc, network, SparkData.of(sc, Fixture.IMAGES, 3));
            Fixture.settings(spark.partitions(3).trainer())
                    .listener(new TrainingListener() {
                        @Override
                        public void onIteration(int iteration, int iterations, double loss) {
                            if (iteration == 7) {
                                boolean killed = ProcessHandle.of(
                                                probes.getFirst().pid())
                                        .orElseThrow()
                                        .destroyForcibly();
                                System.out.println("killed " + probes.getFirst() + ": " + killed);
                            }
                        }
                    })
                    .run();
            System.out.println("after the kill: " + Executors.probe(sc));
            assertEquals(expected, network.parameterHash());
        });
    }

    /** The first attempt of a task fails; a task takes long, so that others end before it. */
    @Test
    void aTaskFailsAndAnotherStraggles() throws Exception {
        String expected = Fixture.local(trainer -> trainer);
        Fixture.on("local[2,3]", sc -> {
            Network network = Fixture.network();
            NetworkFactory library = NetworkFactory.of(network);
            NetworkFactory failing = () -> {
                if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() == 1) {
                    throw new IllegalStateException("the first attempt of partition 1");
                }
                pause();
                return library.create();
            };
            SparkTrainer spark = new SparkTrainer(sc, network, SparkData.of(sc, Fixture.IMAGES, 2));
            Fixture.settings(spark.partitions(3).network(failing).trainer()).run();
            assertEquals(expected, network.parameterHash());
        });
    }

    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each side goes on from the other's checkpoint. */
    @Test
    void theDriverStartsAgain(@TempDir Path directory) throws Exception {
        String expected = Fixture.local(trainer -> trainer);
        Path file = directory.resolve("checkpoint.npz");
        Fixture.on(
                "local[2]",
                sc -> Fixture.spark(
                        sc, 3, 1, trainer -> trainer.checkpoint(file, 4).iterations(8)));
        Checkpoint checkpoint = Checkpoint.read(file);
        assertEquals(8, checkpoint.iterations());
        Fixture.on(
                "local[1]",
                sc -> assertEquals(expected, Fixture.spark(sc, 2, 1, trainer -> trainer.resume(checkpoint))));
        assertEquals(expected, Fixture.local(trainer -> trainer.resume(checkpoint)));
    }

    /** Ctrl-C stops Spark while a step is computed: what was done until then is saved. */
    @Test
    void theClusterGoesAway(@TempDir Path directory) throws Exception {
        String expected = Fixture.local(trainer -> trainer);
        Path file = directory.resolve("checkpoint.npz");
        Fixture.on("local[2]", sc -> {
            TrainingListener stopping = new TrainingListener() {
                @Override
                public void onIteration(int iteration, int iterations, double loss) {
                    if (iteration == 6) {
                        sc.stop();
                    }
                }
            };
            assertThrows(
                    IllegalStateException.class,
                    () -> Fixture.spark(
                            sc, 3, 1, trainer -> trainer.listener(stopping).checkpoint(file, 1000)));
        });
        Checkpoint checkpoint = Checkpoint.read(file);
        assertEquals(7, checkpoint.iterations());
        assertEquals(expected, Fixture.local(trainer -> trainer.resume(checkpoint)));
    }

    @Test
    void aDivergedRunNamesTheLayerAndTheSample() throws Exception {
        Network here = Network.builder(784, 3).affine(20).relu().affine(10).softmaxWithLoss();
        Network there = Network.builder(784, 3).affine(20).relu().affine(10).softmaxWithLoss();
        Trainer trainer = Fixture.settings(new Trainer(here, Fixture.IMAGES, Fixture.IMAGES.targets()))
                .optimizer(new Sgd(1e38f));
        NonFiniteException expected = assertThrows(NonFiniteException.class, trainer::run);
        Fixture.on("local[2]", sc -> {
            SparkTrainer spark = new SparkTrainer(sc, there, SparkData.of(sc, Fixture.IMAGES, 2));
            Trainer far = Fixture.settings(spark.partitions(3).trainer()).optimizer(new Sgd(1e38f));
            NonFiniteException e = assertThrows(NonFiniteException.class, far::run);
            assertEquals(expected.getMessage(), e.getMessage());
            assertTrue(e.getMessage().contains("sample "), e.getMessage());
            assertEquals(here.parameterHash(), there.parameterHash());
        });
    }

    @Test
    void whatCannotBeTrainedIsRefusedBeforeTheFirstStep() throws Exception {
        Fixture.on("local[1]", sc -> {
            SparkData data = SparkData.of(sc, Fixture.IMAGES, 1);
            Network narrow = Network.builder(784, 1).affine(3).softmaxWithLoss();
            assertThrows(IllegalArgumentException.class, () -> new SparkTrainer(sc, narrow, data));
            Network other = Network.builder(783, 1).affine(10).softmaxWithLoss();
            assertThrows(IllegalArgumentException.class, () -> new SparkTrainer(sc, other, data));
            Trainer whole =
                    new SparkTrainer(sc, Fixture.network(), data).trainer().blockSize(0);
            IllegalStateException e = assertThrows(IllegalStateException.class, whole::run);
            assertTrue(e.getMessage().contains("blockSize"), e.getMessage());
            Network own = Network.builder(784, 1).add(new Own()).affine(10).softmaxWithLoss();
            IllegalArgumentException unknown =
                    assertThrows(IllegalArgumentException.class, () -> new SparkTrainer(sc, own, data).trainer());
            assertTrue(unknown.getMessage().contains("SparkTrainer.network"), unknown::toString);
        });
    }

    private static final class Own extends Layer {
        Own() {
            super("own");
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

    /** The program of {@link #executorsWithoutTheVectorApi} and {@link #executorsOnAnOlderJava}. */
    public static final class Check {
        /** Prints what is wrong with the executors. */
        public static void main(String[] args) {
            try (JavaSparkContext sc =
                    new JavaSparkContext(SparkProvider.conf(args[0]).set("spark.log.level", "OFF"))) {
                Executors.check(sc);
                System.out.println("RESULT nothing is wrong");
            } catch (IllegalStateException e) {
                System.out.println("RESULT " + e.getMessage());
            }
        }
    }

    @Test
    void executorsWithoutTheVectorApi(@TempDir Path directory) throws Exception {
        String line = check(directory, "local[1]", null, "");
        assertTrue(line.contains("add --add-modules=jdk.incubator.vector"), line);
        assertEquals("nothing is wrong", check(directory, "local[1]", null, "--add-modules=jdk.incubator.vector"));
    }

    @Test
    void executorsOnAnOlderJava(@TempDir Path directory) throws Exception {
        Path older = Path.of("/usr/lib/jvm/java-17-openjdk-amd64");
        String given = System.getProperty("katsuo.spark.older", older.toString());
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of(given, "bin", "java")),
                "no JDK 17 or 21 in " + given + "; -Dkatsuo.spark.older names one");
        String line = check(directory, "local-cluster[1,1,1024]", given, "--add-modules=jdk.incubator.vector");
        assertTrue(line.contains("JDK 25"), line);
    }

    private static String check(Path directory, String master, String javaHome, String flag) throws IOException {
        Path log = directory.resolve("log");
        List<String> command = Stream.of(
                        System.getProperty("java.home") + "/bin/java",
                        flag,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Check.class.getName(),
                        master)
                .filter(word -> !word.isEmpty())
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("JAVA_HOME");
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        try {
            builder.start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String text = Files.readString(log, StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith("RESULT "))
                .map(line -> line.substring(7))
                .findFirst()
                .orElse(text);
    }
}
