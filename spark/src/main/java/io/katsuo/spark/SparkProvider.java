package io.katsuo.spark;

import io.katsuo.mnist.Cluster;
import io.katsuo.mnist.Digits;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What {@code katsuo train --spark} finds. Configuration that is there, from {@code spark-submit} or system properties
 * {@code spark.*}, has precedence.
 */
public final class SparkProvider implements Cluster.Provider {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[(\\d+),(\\d+),\\d+]");

    /** For {@link java.util.ServiceLoader}. */
    public SparkProvider() {}

    /** The configuration of a run that {@code spark-submit} did not start. */
    static SparkConf conf(String master) {
        SparkConf conf = new SparkConf().setMaster(master).setIfMissing("spark.app.name", "katsuo");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.log.level", "ERROR");
        // Floats hardly compress.
        conf.setIfMissing("spark.broadcast.compress", "false");
        // Gradients are 4 bytes a parameter from each partition.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        String path = System.getProperty("java.class.path");
        Matcher cluster = LOCAL_CLUSTER.matcher(master);
        if (cluster.matches()) {
            // The first job waits for all executors, so that they are counted.
            int cores = Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2));
            conf.setIfMissing("spark.cores.max", Integer.toString(cores));
            conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0");
            conf.setIfMissing("spark.executor.extraClassPath", path);
        } else if (!master.startsWith("local")) {
            conf.setIfMissing(
                    "spark.jars",
                    Arrays.stream(path.split(File.pathSeparator))
                            .filter(jar -> Path.of(jar).getFileName().toString().startsWith("katsuo-"))
                            .collect(Collectors.joining(",")));
        }
        return conf;
    }

    @Override
    public Cluster open(String master, Network network, Digits digits) throws IOException {
        JavaSparkContext sc = new JavaSparkContext(conf(master));
        try {
            Executors.check(sc);
            int partitions = sc.defaultParallelism();
            SparkTrainer trainer;
            if (digits.isMnist()) {
                SparkData train = SparkData.idx(sc, file(digits, 0), file(digits, 1), partitions);
                SparkData test = SparkData.idx(sc, file(digits, 2), file(digits, 3), partitions);
                trainer = new SparkTrainer(sc, network, train).testOn(test);
            } else {
                trainer = new SparkTrainer(sc, network, SparkData.of(sc, digits.train(), partitions))
                        .testOn(SparkData.of(sc, digits.test(), partitions));
            }
            return new Connection(sc, trainer);
        } catch (IllegalStateException e) {
            sc.stop();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            sc.stop();
            throw e;
        }
    }

    /** One of the four files, as every machine of the cluster must have it. */
    private static String file(Digits digits, int which) throws IOException {
        String name = FILES.get(which);
        for (String variant : List.of(name, name.replace("-idx", ".idx"))) {
            for (String end : List.of("", ".gz")) {
                Path file = Path.of(digits.origin(), variant + end);
                if (Files.isRegularFile(file)) {
                    return file.toUri().toString();
                }
            }
        }
        throw new IOException(digits.origin() + ": no file " + name);
    }

    private record Connection(JavaSparkContext sc, SparkTrainer spark) implements Cluster {
        @Override
        public Trainer trainer() {
            return spark.trainer();
        }

        @Override
        public String cost(int batchSize, int blockSize) {
            return spark.cost(batchSize, blockSize).toString();
        }

        @Override
        public void close() {
            sc.stop();
        }
    }
}
