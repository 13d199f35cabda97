package io.katsuo.mnist.fetch;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;

/** A file that can be told from any other, so that it may come from anywhere. */
interface KnownFile {
    /** Its name on mirrors, to which {@code .gz} is added, and in the cache. */
    String fileName();

    /** The size of the uncompressed file in bytes. */
    int contentSize();

    /** The usual size of the compressed file in bytes. */
    int compressedSize();

    /** Reads it from memory and makes sure that it is that file; {@code name} is for messages. */
    IdxArray read(String name, byte[] bytes) throws CorruptDataException;
}
