package io.katsuo.core.kernel.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TileGeneratorTest {
    private static final Path TILES = Path.of("src/main/java/io/katsuo/core/kernel/gemm/tile");

    @Test
    void checkedInSourcesAreWhatTheGeneratorWrites() throws IOException {
        for (Map.Entry<String, String> source : TileGenerator.sources().entrySet()) {
            assertEquals(source.getValue(), Files.readString(TILES.resolve(source.getKey())), source.getKey());
        }
    }

    @Test
    void nothingElseLivesThere() throws IOException {
        try (Stream<Path> files = Files.list(TILES)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(List.copyOf(new TreeSet<>(TileGenerator.sources().keySet())), names);
        }
    }
}
