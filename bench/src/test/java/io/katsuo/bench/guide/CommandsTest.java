package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import io.katsuo.bench.SourcePrograms;
import io.katsuo.mnist.cli.Main;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands in the README and the pages. The launcher knows all of them; those on networks and the
 * chapter are run with few steps and images.
 */
class CommandsTest {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./katsuo ([^#\n]*)");
    private static final Pattern KNOWN = Pattern.compile("(?m)^  ([a-z-]+) {2,}[A-Z]");

    /** The commands that run here, with options that make them short. The tests of bench run the others. */
    private static final Map<String, List<String>> SHORTER = Map.of(
            "chapter", List.of(),
            "gradcheck", List.of("--data", "embedded", "--images", "1"),
            "train", List.of("--data", "embedded", "--iterations", "30"));

    @TempDir
    private Path directory;

    private static Set<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        Stream.concat(
                        Stream.of(Guide.ROOT.resolve("README.md"), Guide.ROOT.resolve("spark/README.md")),
                        Guide.files(Guide.ROOT.resolve("docs"), ".md").stream())
                .flatMap(page -> SHELL.matcher(Guide.read(page)).results())
                .flatMap(shell -> COMMAND.matcher(shell.group(1)).results())
                .forEach(command -> commands.add(command.group(1).strip()));
        return commands;
    }

    @Test
    void theLauncherKnowsThem() throws IOException {
        Set<String> known = new TreeSet<>();
        KNOWN.matcher(Guide.read(Guide.ROOT.resolve("katsuo")))
                .results()
                .forEach(command -> known.add(command.group(1)));
        List<String> unknown = commands().stream()
                .filter(command -> !known.contains(command.replaceFirst(" .*", "")))
                .toList();
        assertEquals(List.of(), unknown);
    }

    /** In one JVM; the tests of the launcher start processes. */
    @Test
    void theyRun() throws IOException, InterruptedException {
        Path working = Files.createDirectory(directory.resolve("working"));
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--class-path",
                System.getProperty("java.class.path"),
                CommandsTest.class.getName(),
                directory.toString()));
        arguments.addAll(commands().stream()
                .filter(command -> SHORTER.containsKey(command.split(" ")[0]))
                // Needs the module that only -Pspark builds; its own tests run it.
                .filter(command -> !command.contains("--spark"))
                .toList());
        assertTrue(arguments.size() >= 5 + 9, arguments.toString());
        SourceLauncher.java(working, arguments.toArray(String[]::new));
        assertEquals(
                List.of(
                        "checkpoint.npz",
                        "losses.npy",
                        "parameters.npz",
                        "report.html",
                        "summary.json",
                        "training.svg"),
                names(directory.resolve("train/katsuo-out")));
        assertTrue(Files.exists(directory.resolve("chapter-all-html-katsuo-out/katsuo-out/index.html")));
    }

    /**
     * Runs commands in this JVM; each leaves a directory of its name with the files that it wrote.
     *
     * @param args the parent of those directories, and the commands
     */
    public static void main(String[] args) throws IOException {
        for (String command : List.of(args).subList(1, args.length)) {
            Path own = Files.createDirectory(Path.of(args[0], command.replaceAll("\\W+", "-")));
            List<String> words = new ArrayList<>(List.of(command.split("\\s+")));
            words.addAll(SHORTER.get(words.getFirst()));
            if (words.contains("--epochs")) {
                words.set(words.indexOf("--epochs") + 1, "1");
                words.subList(words.indexOf("--iterations"), words.indexOf("--iterations") + 2)
                        .clear();
            }
            if (command.contains("--resume")) {
                // Goes on where "train", which runs before, ended.
                Path checkpoint = Files.createDirectories(Path.of("katsuo-out")).resolve("checkpoint.npz");
                Files.copy(Path.of(args[0], "train/katsuo-out/checkpoint.npz"), checkpoint);
                words.set(words.indexOf("30"), "40");
            }
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
            int exitCode = Main.run(new Session(terminal), words.toArray(String[]::new));
            if (exitCode != 0 || out.toString().isBlank()) {
                throw new IllegalStateException(command + " ended with " + exitCode + ": " + out + err);
            }
            SourcePrograms.collectFiles(own);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        return Guide.files(directory, "").stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
