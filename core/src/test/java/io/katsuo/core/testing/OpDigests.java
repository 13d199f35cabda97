package io.katsuo.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A hash of the bits of each op's results, so that a comparison can name the ops that differ. */
public final class OpDigests {
    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();

    /** Adds a result of an op: a tensor, an array of floats, a list of results, or anything with a text. */
    public void add(String op, Object result) {
        MessageDigest digest = digests.computeIfAbsent(op, name -> sha256());
        if (result instanceof List<?>) {
            ((List<?>) result).forEach(part -> add(op, part));
        } else if (result instanceof Tensor) {
            add(op, ((Tensor) result).toArray());
        } else if (result instanceof float[]) {
            float[] values = (float[]) result;
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
            for (float value : values) {
                bytes.putInt(Float.floatToIntBits(value));
            }
            digest.update(bytes.array());
        } else {
            digest.update((result instanceof Throwable ? result.getClass().getName() : result.toString()).getBytes());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Such as {@code add=1a2b3c4d;sub=…}, without spaces; afterwards this object is empty. */
    public String take() {
        List<String> texts = new ArrayList<>();
        digests.forEach((op, digest) -> texts.add(op + "=" + HexFormat.of().formatHex(digest.digest(), 0, 4)));
        digests.clear();
        return String.join(";", texts);
    }

    /** Fails with the names of the ops that differ. */
    public static void assertSame(String expected, String actual, Object where) {
        List<String> differing = new ArrayList<>(Arrays.asList(actual.split(";")));
        differing.removeAll(Arrays.asList(expected.split(";")));
        assertEquals(List.of(), differing, () -> "other bits than expected, " + where + ": " + expected);
        assertEquals(expected, actual, () -> "other ops than expected, " + where);
    }
}
