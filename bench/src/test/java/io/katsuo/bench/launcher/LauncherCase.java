package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A clone with the script {@code katsuo}, a stand-in for a JDK, and one for Maven that builds nothing. */
abstract class LauncherCase {
    static final Path LAUNCHER = Path.of("..", "katsuo").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    Clone clone;
    Path jdk;

    @BeforeAll
    static void onlyWithBash() {
        needs("bash");
    }

    static void needs(String program) {
        if (Clone.find(program) == null) {
            System.err.println("tests of the launcher: SKIPPED for lack of the program " + program);
        }
        assumeTrue(Clone.find(program) != null, "no " + program + " on the PATH");
    }

    @BeforeEach
    void cloneWithOneJdk() throws IOException {
        clone = new Clone(LAUNCHER, directory);
        jdk = clone.jdk(directory.resolve("my jdk"), "25.0.3");
        clone.environment.put("JAVA_HOME", jdk.toString());
    }

    /** Runs {@code train}, which works, and returns the JDK that it ran on. */
    String jdkOfTrain() throws Exception {
        Clone.Run run = clone.run("train");
        assertEquals(0, run.exitCode(), run::toString);
        return run.out().getFirst();
    }

    void fails(int exitCode, String message, String... args) throws Exception {
        Clone.Run run = clone.run(args);
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(List.of(), run.out());
        assertEquals(message, run.err().getLast());
    }
}
