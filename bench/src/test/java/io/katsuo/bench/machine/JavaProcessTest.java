package io.katsuo.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A JVM that fails says why; one that hangs is killed. */
class JavaProcessTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** What the JVM of a test runs. */
    static final class Program {
        public static void main(String[] args) throws InterruptedException {
            System.err.println("WARNING: nothing");
            System.out.println("first");
            switch (args[0]) {
                case "print" -> System.out.println(System.getenv("KATSUO_TEST"));
                case "fail" -> throw new IllegalStateException("no luck");
                case "hang" -> Thread.sleep(100_000);
                default -> System.exit(3);
            }
        }
    }

    @Test
    void theLastLineIsReturned() throws IOException {
        List<String> lines = new ArrayList<>();
        new JavaProcess("test", List.of(), CLASS_PATH, Map.of("KATSUO_TEST", "x"), 60)
                .run(lines::add, Program.class, "print");
        assertEquals(List.of("first", "x"), lines);
        assertEquals("null", new JavaProcess("test").run(Program.class, "print"));
    }

    @Test
    void aFailureSaysWhy() {
        JavaProcess.FailedException e = assertThrows(
                JavaProcess.FailedException.class, () -> new JavaProcess("test").run(Program.class, "fail"));
        assertEquals("test: Exception in thread \"main\" java.lang.IllegalStateException: no luck", e.getMessage());
        assertFalse(e.late);
        e = assertThrows(JavaProcess.FailedException.class, () -> new JavaProcess("test").run(Program.class, "exit"));
        assertEquals("test: exit code 3: first", e.getMessage());
        e = assertThrows(
                JavaProcess.FailedException.class,
                () -> new JavaProcess("test", "-XX:NoSuchOption").run(Program.class, "print"));
        assertTrue(e.getMessage().startsWith("test: "), e.getMessage());
    }

    @Test
    void aJvmThatHangsIsKilled() {
        JavaProcess hanging = new JavaProcess("test", List.of(), CLASS_PATH, Map.of(), 1);
        JavaProcess.FailedException e =
                assertThrows(JavaProcess.FailedException.class, () -> hanging.run(Program.class, "hang"));
        assertEquals("test: did not finish within 1 s", e.getMessage());
        assertTrue(e.late);
    }
}
