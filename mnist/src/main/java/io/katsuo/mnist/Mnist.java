package io.katsuo.mnist;

import io.katsuo.mnist.fetch.DownloadListener;
import java.io.IOException;

/**
 * The MNIST data set of handwritten digits (LeCun, Cortes, Burges 1998): 60,000 images to learn from and 10,000 to be
 * examined on, of 28 × 28 pixels.
 *
 * <pre>{@code
 * MnistTensors mnist = Mnist.load(MnistOptions.DEFAULT);
 * Tensor x = mnist.train().images();   // [60000, 784], 0 … 1
 * int[] t = mnist.train().labels();    // 60000 digits
 * }</pre>
 *
 * <p>Concurrent use: safe.
 *
 * @since 0.1
 */
public final class Mnist {
    private Mnist() {}

    /**
     * Loads MNIST from wherever it is, see {@link DataSource#automatic}; downloads it silently if need be.
     *
     * @param options the form of the tensors
     * @return the data set
     * @throws IOException as {@link #load(DataSource, MnistOptions)}
     */
    public static MnistTensors load(MnistOptions options) throws IOException {
        return load(DataSource.automatic(DownloadListener.SILENT), options);
    }

    /**
     * Loads a data set.
     *
     * @param source where it comes from
     * @param options the form of the tensors
     * @return the data set
     * @throws io.katsuo.mnist.idx.CorruptDataException if a file is damaged or is not MNIST's; nothing is returned then
     * @throws io.katsuo.mnist.fetch.MnistUnavailableException if the source is automatic, and there is neither MNIST on
     *     this machine nor a network
     * @throws java.io.InterruptedIOException if this thread is interrupted
     * @throws IOException if a file is missing or cannot be read; all messages are one line that names the file
     */
    public static MnistTensors load(DataSource source, MnistOptions options) throws IOException {
        MnistLoading loading = start(source, options);
        try {
            return loading.await();
        } finally {
            loading.cancel();
        }
    }

    /**
     * Begins to load a data set on other threads.
     *
     * @param source where it comes from
     * @param options the form of the tensors
     * @return the data set, still on its way
     * @throws IOException if it is clear at once that files are missing
     */
    public static MnistLoading start(DataSource source, MnistOptions options) throws IOException {
        return new MnistLoading(source, options);
    }

    /**
     * Loads a data set as bytes, a quarter of the memory, for those who convert batches themselves.
     *
     * @param source where it comes from
     * @return the data set
     * @throws IOException as {@link #load(DataSource, MnistOptions)}
     */
    public static MnistData read(DataSource source) throws IOException {
        DataSource.Files files = source.begin();
        try {
            return MnistLoading.data(source, files);
        } finally {
            files.cancel();
        }
    }
}
