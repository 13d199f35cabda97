package io.katsuo.mnist;

import io.katsuo.mnist.background.Task;
import io.katsuo.mnist.fetch.MnistFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set on its way into memory, on other threads. Each part is to be had as soon as it is there.
 *
 * <p>Concurrent use: safe.
 *
 * @since 0.1
 */
public final class MnistLoading {
    private final DataSource source;
    private final DataSource.Files files;
    private final Task<LabelledTensors> train;
    private final Task<LabelledTensors> test;

    MnistLoading(DataSource source, MnistOptions options) throws IOException {
        this.source = source;
        this.files = source.begin();
        this.train = Task.start("train", () -> load(MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS, options));
        this.test = Task.start("test", () -> load(MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS, options));
    }

    private LabelledTensors load(MnistFile images, MnistFile labels, MnistOptions options) throws IOException {
        // A cold JVM takes as long to get so much memory from the system as to inflate the images: both at once.
        float[] room = new float[files.count(images) * LabelledImages.PIXELS];
        return LabelledTensors.of(bytes(files, images, labels), options, room);
    }

    /**
     * The images to learn from, waiting for them.
     *
     * @return images and labels
     * @throws IOException as {@link Mnist#load}
     */
    public LabelledTensors train() throws IOException {
        return train.await();
    }

    /**
     * The images to be examined on, waiting for them; there before those to learn from.
     *
     * @return images and labels
     * @throws IOException as {@link Mnist#load}
     */
    public LabelledTensors test() throws IOException {
        return test.await();
    }

    /**
     * Everything, waiting for it.
     *
     * @return the data set
     * @throws IOException as {@link Mnist#load}
     */
    public MnistTensors await() throws IOException {
        return new MnistTensors(data(source, files), train(), test());
    }

    /**
     * Stops loading: whoever waits gets an {@link java.io.InterruptedIOException}. Leaves no unfinished file.
     */
    public void cancel() {
        files.cancel();
        train.cancel();
        test.cancel();
    }

    /** The data set as bytes, waiting for it. */
    static MnistData data(DataSource source, DataSource.Files files) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (MnistFile file : MnistFile.values()) {
            digests.put(file.fileName(), files.content(file).contentSha256());
        }
        return new MnistData(
                source.dataset(),
                files.origin(),
                bytes(files, MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS),
                bytes(files, MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS),
                digests);
    }

    private static LabelledImages bytes(DataSource.Files files, MnistFile images, MnistFile labels) throws IOException {
        return LabelledImages.of(files.content(images), files.content(labels));
    }
}
