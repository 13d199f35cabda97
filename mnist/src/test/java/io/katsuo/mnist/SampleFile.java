package io.katsuo.mnist;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxFiles;
import io.katsuo.mnist.idx.IdxReader;
import java.util.Random;

/** A small file known by its content, as MNIST's are. */
record SampleFile(String fileName, byte[] content, byte[] compressed, String sha256) implements KnownFile {
    /** A file of bytes that hardly shrink, so that its transfer can be interrupted in the middle. */
    static SampleFile of(String fileName, int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        byte[] content = IdxFiles.plain(0x801, new int[] {length}, data);
        String sha256 = sha256(fileName, content);
        return new SampleFile(fileName, content, IdxFiles.gzip(content), sha256);
    }

    private static String sha256(String name, byte[] content) {
        try {
            return IdxReader.read(name, content, 1).contentSha256();
        } catch (CorruptDataException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int contentSize() {
        return content.length + 1000; // gzip adds a little to what does not shrink
    }

    @Override
    public int compressedSize() {
        return compressed.length;
    }

    @Override
    public IdxArray read(String name, byte[] bytes) throws CorruptDataException {
        IdxArray array = IdxReader.read(name, bytes, 1);
        if (!array.contentSha256().equals(sha256)) {
            throw new CorruptDataException(name, "another file");
        }
        return array;
    }
}
