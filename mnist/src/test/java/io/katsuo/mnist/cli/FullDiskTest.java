package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Training with a real disk that has no space: a small one in memory, in a name space of its own. */
@Timeout(60)
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
class FullDiskTest {
    private static final int NO_DISK = 99;

    @TempDir
    private Path directory;

    /** Runs a shell's script; $0 is a disk of 16 MB, $1 where to copy things, the other arguments the command train. */
    private List<String> run(String script) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=16m none \"$0\" || exit " + NO_DISK + "; copy=$1; shift; " + script,
                disk.toString(),
                copy.toString()));
        command.addAll(Run.process(
                        "train",
                        "--data",
                        "embedded",
                        "--out",
                        disk.resolve("out").toString())
                .command());
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return skipped(e.getMessage());
        }
        List<String> lines = process.inputReader().lines().toList();
        int exitCode = process.waitFor();
        if (exitCode == NO_DISK || lines.stream().anyMatch(line -> line.startsWith("unshare: "))) {
            return skipped(String.join(" ", lines));
        }
        assertEquals(1, exitCode, lines::toString);
        return lines;
    }

    private static List<String> skipped(String why) {
        System.err.println("FullDiskTest: SKIPPED, no disk of its own: " + why);
        return Assumptions.abort(why);
    }

    @Test
    void tooLittleSpaceIsSaidBeforeTraining() throws Exception {
        String said = run("dd if=/dev/zero of=\"$0/filling\" bs=1k count=15800 2>&-; exec \"$@\"")
                .getLast();
        assertTrue(said.matches("katsuo: --out: .*: the disk has \\d+ bytes left, and \\d+ are needed"), said);
    }

    /** Another program fills the disk meanwhile. The files of the earlier run stay, and the new ones are kept elsewhere. */
    @Test
    void aDiskThatIsFullAtTheEnd() throws Exception {
        List<String> lines = run("\"$@\" --iterations 5 --hidden 5 && cp -R \"$0/out\" \"$copy/before\" || exit 3;"
                + " \"$@\" --iterations 300 --hidden 300 >\"$copy/told\" 2>\"$copy/errors\" & train=$!;"
                + " until grep -q '^ *1 ' \"$copy/told\"; do kill -0 $train || break; sleep 0.02; done;"
                + " dd if=/dev/zero of=\"$0/filling\" bs=1k 2>&-; wait $train; code=$?;"
                + " cat \"$copy/errors\"; cp -R \"$0/out\" \"$copy/after\"; exit $code");
        Matcher elsewhere = Pattern.compile("katsuo: (.*): No space left on device; the files are in (\\S+)")
                .matcher(lines.getLast());
        assertTrue(elsewhere.matches(), lines::toString);
        Path kept = Path.of(elsewhere.group(2));
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                byte[] earlier =
                        Files.readAllBytes(directory.resolve("copy/before").resolve(file.getFileName()));
                assertArrayEquals(
                        earlier,
                        Files.readAllBytes(directory.resolve("copy/after").resolve(file.getFileName())));
                Files.delete(file);
            }
        }
        Files.delete(kept);
    }
}
