package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxFiles;
import io.katsuo.mnist.idx.IdxReader;
import java.util.Random;

/** A small file known by its content, as MNIST's are. */
record SampleFile(MnistFile file, byte[] content, byte[] compressed) {
    /** A file of bytes that hardly shrink, so that its transfer can be interrupted in the middle. */
    static SampleFile of(String fileName, int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        byte[] content = IdxFiles.plain(0x801, new int[] {length}, data);
        byte[] compressed = IdxFiles.gzip(content);
        try {
            String sha256 = IdxReader.read(fileName, content, length).contentSha256();
            return new SampleFile(
                    new MnistFile(fileName, new int[] {length}, compressed.length, sha256), content, compressed);
        } catch (CorruptDataException e) {
            throw new AssertionError(e);
        }
    }

    String fileName() {
        return file.fileName();
    }
}
