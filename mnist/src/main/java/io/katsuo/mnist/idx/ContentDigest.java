package io.katsuo.mnist.idx;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * SHA-256 of bytes that arrive in pieces, computed on another thread while the next piece is being inflated: on a cold
 * JVM, hashing the 47 MB of training images takes about as long as inflating them.
 */
final class ContentDigest {
    private final MessageDigest digest;
    private CompletableFuture<Void> pieces = CompletableFuture.completedFuture(null);

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds a piece, which must not change afterwards. */
    void update(byte[] bytes, int from, int length) {
        pieces = pieces.thenRunAsync(() -> digest.update(bytes, from, length));
    }

    /** The digest of all pieces in lower-case hexadecimal digits; waits for it. */
    String finish() {
        pieces.join();
        return HexFormat.of().formatHex(digest.digest());
    }
}
