package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FunctionSpanGeneratorTest {
    @Test
    void checkedInSourceIsWhatTheGeneratorWrites() throws IOException {
        assertEquals(FunctionSpanGenerator.source(), Files.readString(FunctionSpanGenerator.SOURCE));
    }
}
