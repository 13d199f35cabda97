package io.katsuo.mnist;

import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import java.io.IOException;
import java.util.ServiceLoader;

/**
 * Other machines that train a network on digits: what {@code katsuo train --spark} talks to. The module {@code spark}
 * provides one.
 */
public interface Cluster extends AutoCloseable {
    /** The number of samples in a block, unless set otherwise. */
    int BLOCK_SIZE = 128;

    /** Finds clusters; {@link ServiceLoader} finds this. */
    interface Provider {
        /**
         * Connects to a cluster.
         *
         * @param master its address, as Spark has it
         * @param digits what it will be trained on; read from their files, if they are from files
         * @throws IOException if it is not there, or cannot run Katsuo
         */
        Cluster open(String master, Network network, Digits digits) throws IOException;
    }

    /** Trains on the cluster; what it is told is all that matters to the result. */
    Trainer trainer();

    /** What a step costs, measured in some trial steps, and whether one machine would be faster. */
    String cost(int batchSize, int blockSize);

    /** Leaves the cluster. */
    @Override
    void close();

    /**
     * Connects to a cluster by the first provider that there is.
     *
     * @throws IOException if there is no provider, or no cluster
     */
    static Cluster open(String master, Network network, Digits digits) throws IOException {
        Provider provider = ServiceLoader.load(Provider.class)
                .findFirst()
                .orElseThrow(() -> new IOException("--spark: this Katsuo has no module for Spark; in a clone, ./katsuo"
                        + " train --spark builds it with mvn -Pspark and Spark's jars from Maven Central;"
                        + " with a Spark of your own, spark/README.md has the line for spark-submit"));
        return provider.open(master, network, digits);
    }
}
