package io.katsuo.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.bench.SourceLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that README and the pages tell readers to type. The launcher knows all of them; those on networks and the
 * chapter are run with few steps and images.
 */
class CommandsTest {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./katsuo ([^#\n]*)");
    private static final Pattern KNOWN = Pattern.compile("(?m)^  ([a-z]+) {2,}[A-Z]");

    /** The commands that run here, and what makes them short. The tests of bench run the others. */
    private static final Map<String, List<String>> SHORTER = Map.of(
            "chapter", List.of(),
            "gradcheck", List.of("--data", "embedded", "--images", "1"),
            "train", List.of("--data", "embedded", "--iterations", "30"));

    @TempDir
    private Path directory;

    private static Set<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        Stream.concat(
                        Stream.of(Guide.ROOT.resolve("README.md")),
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

    @Test
    void theyRun() throws IOException, InterruptedException, ExecutionException {
        List<Future<String>> running = new ArrayList<>();
        try (ExecutorService processors =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (String command : commands()) {
                List<String> words = new ArrayList<>(List.of(command.split("\\s+")));
                if (SHORTER.containsKey(words.getFirst())) {
                    words.addAll(SHORTER.get(words.getFirst()));
                    Path own = Files.createDirectory(directory.resolve(command.replaceAll("\\W+", "-")));
                    running.add(processors.submit(() -> run(own, words)));
                }
            }
            for (Future<String> command : running) {
                assertTrue(!command.get().isBlank());
            }
        }
        assertTrue(running.size() >= 8, running.size() + " commands");
        assertEquals(
                List.of("losses.npy", "parameters.npz", "summary.json", "training.svg"),
                names(directory.resolve("train/katsuo-out")));
        assertTrue(Files.exists(directory.resolve("chapter-all-svg-katsuo-out/katsuo-out/index.html")));
    }

    private static String run(Path directory, List<String> words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--class-path",
                System.getProperty("java.class.path"),
                "io.katsuo.mnist.cli.Main"));
        arguments.addAll(words);
        return SourceLauncher.java(directory, arguments.toArray(String[]::new));
    }

    private static List<String> names(Path directory) throws IOException {
        return Guide.files(directory, "").stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
