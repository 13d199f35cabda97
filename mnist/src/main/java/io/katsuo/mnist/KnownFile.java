package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;

/** A file whose content is verified, so that it may come from any source. */
interface KnownFile {
    /** Its name in the cache, and with {@code .gz} added on mirrors. */
    String fileName();

    /** The size of the uncompressed file in bytes. */
    int contentSize();

    /** The usual size of the compressed file in bytes, by which progress is measured. */
    int compressedSize();

    /** Reads and verifies the file, plain or gzip, from memory; {@code name} is for messages. */
    IdxArray read(String name, byte[] bytes) throws CorruptDataException;
}
