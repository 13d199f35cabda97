package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every module says its first version, which is that of its types without a {@code @since} of their own. */
class SinceTest {
    private static final Pattern SINCE = Pattern.compile("(?m)^ \\* @since \\d+\\.\\d+$");

    @ParameterizedTest
    @ValueSource(strings = {"core", "graph", "layers", "network", "mnist"})
    void modulesSaySinceWhen(String module) throws IOException {
        Path file = Path.of("..", module, "src/main/java/module-info.java");
        assertTrue(SINCE.matcher(Files.readString(file)).find(), file.toString());
    }
}
