package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over parameters, for {@link Network#parameterHash()}. */
final class ParameterHash {
    private ParameterHash() {}

    static String of(List<Param> parameters) {
        return ofTensors(parameters.stream().map(Param::value).toList());
    }

    static String ofTensors(Collection<Tensor> tensors) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("parameterHash: this JDK has no SHA-256, which every JDK must have", e);
        }
        for (Tensor tensor : tensors) {
            float[] values = tensor.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                bytes.putInt(Float.floatToIntBits(value));
            }
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
