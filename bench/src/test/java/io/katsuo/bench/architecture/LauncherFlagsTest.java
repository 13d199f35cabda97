package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher of the distribution runs commands with the JVM flags of the launcher in a clone. */
class LauncherFlagsTest {
    private static final Pattern FLAG = Pattern.compile("-XX:[+\\w=.,:*]+");

    @Test
    void bothLaunchersHaveTheSameFlags() throws IOException {
        Set<String> clone = flags(Path.of("../katsuo"));
        Set<String> image = flags(Path.of("../mnist/src/dist/katsuo"));
        clone.remove("-XX:ArchiveClassesAtExit="); // the image's archive is made by its build
        assertEquals(clone, image);
    }

    private static Set<String> flags(Path script) throws IOException {
        return FLAG.matcher(Files.readString(script))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
