package io.katsuo.spark;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.mnist.LabelledImages;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Samples and their classes on a Spark cluster. They have numbers from 0 on, by which batches are drawn, so that the
 * partitions do not matter. Executors read the samples where they are and keep them in memory, or on their disks where
 * that is too small; nothing is written elsewhere, and the driver gets numbers and counts only.
 */
public final class SparkData {
    private final JavaRDD<Part> parts;
    private final Shape shape;
    private final int count;
    private final Map<Integer, Long> classes = new TreeMap<>();

    /** What the driver learns of a partition. */
    private record Summary(int count, int width, long sum, Map<Integer, Long> classes) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private record Sample(int id, int label, float[] values) {}

    private SparkData(JavaRDD<Part> parts) {
        this.parts = parts.persist(StorageLevel.MEMORY_AND_DISK());
        long n = 0;
        long sum = 0;
        int width = 0;
        for (Summary summary : this.parts.map(SparkData::summary).collect()) {
            n += summary.count;
            sum += summary.sum;
            width = Math.max(width, summary.width);
            summary.classes.forEach((label, k) -> classes.merge(label, k, Long::sum));
        }
        if (n < 1 || n > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("spark: from 1 to 2^31 - 9 samples needed: " + n + " samples");
        }
        count = (int) n;
        shape = Shape.of(width);
        long expected = 0;
        for (int i = 0; i < count; i++) {
            expected += mix(i);
        }
        if (sum != expected) {
            throw new IllegalArgumentException(
                    "spark: the numbers of the samples are not 0 to " + (count - 1) + ", each of them once");
        }
    }

    private static Summary summary(Part part) {
        Map<Integer, Long> classes = new TreeMap<>();
        long sum = 0;
        for (int i = 0; i < part.count(); i++) {
            sum += mix(part.ids()[i]);
            classes.merge(part.labels()[i], 1L, Long::sum);
        }
        return new Summary(part.count(), part.width(), sum, classes);
    }

    /** The output function of SplitMix64: equal sums of it mean equal sets of numbers. */
    private static long mix(long id) {
        long a = (id ^ id >>> 30) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    /**
     * Images and labels in IDX files, plain or gzip, which every executor can read under these names. Pixels become
     * {@code v / 255f}; the number of a sample is its place in the file.
     *
     * @param images a path or a URL of Hadoop's
     * @param labels a path or a URL of Hadoop's
     * @param partitions into how many parts to cut them
     * @throws IOException if they cannot be read
     */
    public static SparkData idx(JavaSparkContext sc, String images, String labels, int partitions) throws IOException {
        int n = IdxSlice.extents(images)[0];
        if (IdxSlice.extents(labels)[0] != n || IdxSlice.extents(labels).length != 1) {
            throw new IOException(labels + ": not one label for each of the " + n + " samples in " + images);
        }
        return new SparkData(numbers(sc, partitions).map(p -> {
            int from = Parallel.share(n, p, partitions);
            int to = Parallel.share(n, p + 1, partitions);
            return bytes(from, IdxSlice.read(images, from, to), unsigned(IdxSlice.read(labels, from, to)));
        }));
    }

    /** Images in the memory of the driver, for small sets such as the embedded digits. */
    public static SparkData of(JavaSparkContext sc, LabelledImages images, int partitions) {
        List<Part> parts = new ArrayList<>();
        int width = images.rows() * images.columns();
        for (int p = 0; p < partitions; p++) {
            int from = Parallel.share(images.count(), p, partitions);
            int to = Parallel.share(images.count(), p + 1, partitions);
            parts.add(bytes(
                    from,
                    Arrays.copyOfRange(images.pixels(), from * width, to * width),
                    Arrays.copyOfRange(images.labels(), from, to)));
        }
        return new SparkData(sc.parallelize(parts, partitions));
    }

    /**
     * Rows of a table, such as a Parquet file. Rows of a table have no order; without a column of numbers they get those of
     * their place among all rows in the order of label and features, however they are partitioned, for which Spark sorts
     * them once.
     *
     * @param features the column of the values of a sample: an array of floats or doubles, of equal length
     * @param label the column of the classes: whole numbers
     * @param id the column of the numbers of the samples: 0 to the number of rows - 1, each once; null if there is none
     */
    public static SparkData of(Dataset<Row> rows, String features, String label, String id) {
        if (id != null) {
            return new SparkData(rows.select(features, label, id)
                    .toJavaRDD()
                    .map(row -> sample(row, Math.toIntExact(((Number) row.get(2)).longValue())))
                    .mapPartitions(SparkData::part));
        }
        return new SparkData(rows.select(features, label)
                .orderBy(functions.col(label), functions.col(features))
                .toJavaRDD()
                .zipWithIndex()
                .map(SparkData::numbered)
                .mapPartitions(SparkData::part));
    }

    private static Sample numbered(Tuple2<Row, Long> row) {
        return sample(row._1(), Math.toIntExact(row._2()));
    }

    private static Sample sample(Row row, int id) {
        List<Number> values = row.getList(0);
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return new Sample(id, ((Number) row.get(1)).intValue(), floats);
    }

    private static Iterator<Part> part(Iterator<Sample> rows) {
        List<Sample> samples = new ArrayList<>();
        rows.forEachRemaining(samples::add);
        samples.sort(Comparator.comparingInt(Sample::id));
        int width = samples.isEmpty() ? 0 : samples.getFirst().values.length;
        float[] all = new float[Math.multiplyExact(samples.size(), width)];
        for (int i = 0; i < samples.size(); i++) {
            float[] values = samples.get(i).values;
            if (values.length != width) {
                throw new ShapeException("spark: samples of " + width + " and of " + values.length + " values: sample "
                        + samples.get(i).id);
            }
            System.arraycopy(values, 0, all, i * width, width);
        }
        int[] ids = samples.stream().mapToInt(Sample::id).toArray();
        int[] labels = samples.stream().mapToInt(Sample::label).toArray();
        return List.of(new Part(ids, labels, null, all)).iterator();
    }

    private static Part bytes(int from, byte[] pixels, int[] labels) {
        int[] ids = IntStream.range(from, from + labels.length).toArray();
        return new Part(ids, labels, pixels, null);
    }

    private static int[] unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
    }

    /** The numbers of the partitions, one in each. */
    static JavaRDD<Integer> numbers(JavaSparkContext sc, int partitions) {
        return sc.parallelize(IntStream.range(0, partitions).boxed().toList(), partitions);
    }

    /** The number of samples. */
    public int count() {
        return count;
    }

    /** The number of values of a sample. */
    int width() {
        return shape.dim(0);
    }

    JavaRDD<Part> parts() {
        return parts;
    }

    /** How many samples each class has. */
    public Map<Integer, Long> classes() {
        return classes;
    }

    /** Frees the memory on the executors. */
    public void release() {
        parts.unpersist();
    }
}
