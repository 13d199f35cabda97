package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code katsuo}: its messages, where it can be, and the arguments of Java. */
@Timeout(120)
class LauncherTest extends LauncherCase {
    // ---- without a build ----

    @ParameterizedTest
    @ValueSource(strings = {"", "-h", "--help", "help"})
    void help(String option) throws Exception {
        Clone.Run run = option.isEmpty() ? clone.run() : clone.run(option);
        assertEquals(0, run.exitCode());
        assertEquals("Usage: katsuo COMMAND [OPTIONS]", run.out().getFirst());
        assertEquals(List.of(), run.err());
        assertEquals(List.of(), clone.builds());
    }

    @Test
    void everyCommandOfTheHelpRunsFromAnywhere() throws Exception {
        List<String> commands = clone.run("--help").out().stream()
                .filter(line -> line.matches(" {2}[a-z-]+ .*"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertTrue(
                commands.containsAll(List.of("train", "chapter", "compare-optimizers", "bench", "doctor")),
                commands::toString);
        Path link = Files.createSymbolicLink(directory.resolve("a link"), clone.root);
        Path toScript = Files.createSymbolicLink(directory.resolve("k"), link.resolve("katsuo"));
        for (String command : commands) {
            runs(command, clone.root.resolve("katsuo"), directory);
            runs(command, toScript, directory);
            runs(command, link.resolve("katsuo"), directory);
            runs(command, Path.of("../katsuo"), clone.root.resolve("mnist"));
        }
        assertEquals(2, clone.builds().size(), "one for each of the two modules");
        Path moved = Files.move(clone.root, directory.resolve("moved"));
        for (String command : commands) {
            runs(command, moved.resolve("katsuo"), directory);
        }
    }

    private void runs(String command, Path launcher, Path from) throws Exception {
        Clone.Run run = clone.run(launcher, from, command);
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals(jdk.toString(), run.out().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void version(String option) throws Exception {
        assertEquals(new Clone.Run(0, List.of("Katsuo 1.2.3"), List.of()), clone.run(option));
        assertEquals(List.of(), clone.builds());
    }

    @Test
    void unknownCommand() throws Exception {
        fails(2, "katsuo: unknown command \"fly away\"; katsuo --help lists them", "fly away", "train");
    }

    @Test
    void aMisspelledCommandIsRecognised() throws Exception {
        fails(2, "katsuo: unknown command \"trian\"; did you mean train? katsuo --help lists all", "trian");
    }

    @Test
    void helpOfPeersFetchesNothing() throws Exception {
        Clone.Run run = clone.run("bench", "peers", "--help");
        assertEquals("Usage: katsuo bench peers [OPTIONS]", run.out().getFirst());
        assertEquals(List.of(), clone.builds());
    }

    /** A colon separates the directories of a module path: a build would be of no use. */
    @Test
    void aDirectoryThatNoModulePathCanHoldIsRefusedBeforeTheBuild() throws Exception {
        Clone other = new Clone(LAUNCHER, Files.createDirectory(directory.resolve("a:b")));
        Clone.Run run = other.run("train");
        assertEquals(1, run.exitCode());
        assertEquals(
                List.of("katsuo: Java cannot run from a directory whose name has a \":\": " + other.root.toRealPath()),
                run.err());
        assertEquals(List.of(), other.builds());
    }

    // ---- where the launcher is ----

    @Test
    void throughLinks() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("a bin/deep"));
        Path absolute = Files.createSymbolicLink(bin.resolve("k1"), clone.root.resolve("katsuo"));
        Path relative = Files.createSymbolicLink(directory.resolve("a bin/k2"), Path.of("deep", "k1"));
        for (Path launcher : List.of(absolute, relative)) {
            assertEquals(
                    List.of("Katsuo 1.2.3"),
                    clone.run(launcher, directory, "--version").out());
            assertEquals(0, clone.run(launcher, bin, "train").exitCode());
        }
        assertEquals(1, clone.builds().size(), "both found the same clone");
    }

    /** Classes of an archive that was made in another directory fail at run time: "sealing violation". */
    @Test
    void theArchiveOfClassesServesOnlyWhereItWasMade() throws Exception {
        assertEquals(0, clone.run("train").exitCode());
        Path image;
        try (Stream<Path> images = Files.list(clone.root.toRealPath().resolve("target/launch"))) {
            image = images.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        String flag = "-XX:SharedArchiveFile=" + Files.writeString(image.resolve("classes.jsa"), "");
        Files.delete(image.resolve("classes.path"));
        assertFalse(clone.run("train").out().contains(flag), "made at an unknown place");
        Files.writeString(image.resolve("classes.path"), image + "\n");
        assertTrue(clone.run("train").out().contains(flag));
        Path link = Files.createSymbolicLink(directory.resolve("a link"), clone.root);
        assertTrue(clone.run(link.resolve("katsuo"), directory, "train").out().contains(flag), "through a link");
        assertTrue(clone.run(Path.of("./katsuo"), link, "train").out().contains(flag), "inside of a linked directory");
        assertTrue(
                clone.run(Path.of("../katsuo"), clone.root.resolve("mnist"), "train")
                        .out()
                        .contains(flag),
                "by a relative path");
        Path moved = Files.move(clone.root, directory.resolve("moved"));
        List<String> arguments =
                clone.run(moved.resolve("katsuo"), directory, "train").out();
        assertTrue(arguments.stream().noneMatch(argument -> argument.contains("SharedArchiveFile")), "moved");
    }

    @Test
    void fromRelativePaths() throws Exception {
        assertEquals(0, clone.run(Path.of("./katsuo"), clone.root, "train").exitCode());
        assertEquals(
                0,
                clone.run(Path.of("../katsuo"), clone.root.resolve("mnist"), "train")
                        .exitCode());
        Process process = clone.start(clone.root, List.of(Clone.find("bash").toString(), "katsuo", "train"));
        assertEquals(0, clone.result(process, List.of("bash katsuo train")).exitCode());
        assertEquals(1, clone.builds().size());
    }

    /** Names in UTF-8, in whatever locale the tests run. */
    @Test
    void inDirectoriesWithNamesOfOtherScripts() throws Exception {
        String script = "name=$(printf 'gr\\303\\266\\303\\237e \\346\\227\\245 $x');"
                + " cp -R \"$1\" \"$name\" && \"$name/katsuo\" train && cat \"$name/builds\"";
        Process process = clone.start(
                directory, List.of(Clone.find("bash").toString(), "-c", script, "bash", clone.root.toString()));
        Clone.Run run = clone.result(process, List.of(script));
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.out().getLast().endsWith("-pl mnist -am package"), run::toString);
    }

    @Test
    void withoutAHome() throws Exception {
        clone.environment.remove("HOME");
        assertEquals(jdk.toString(), jdkOfTrain());
    }

    // ---- the arguments of Java ----

    @Test
    void flagsAndArguments() throws Exception {
        clone.environment.put("KATSUO_JAVA_OPTS", "-Xmx1g  -Dkatsuo.kernels=scalar");
        List<String> out = clone.run("train", "--out", "a dir", "", "*").out();
        int module = out.indexOf("--module-path");
        assertEquals(
                List.of("-Xmx1g", "-Dkatsuo.kernels=scalar"), out.subList(module - 2, module), "after its own flags");
        Path image = Path.of(out.get(module + 1));
        assertTrue(Files.exists(image.resolve("katsuo-core-1.jar")), image::toString);
        assertTrue(Files.exists(image.resolve("katsuo-mnist-1.jar")), image::toString);
        assertEquals(
                List.of("--module", "io.katsuo.mnist/io.katsuo.mnist.cli.Main", "train", "--out", "a dir", "", "*"),
                out.subList(module + 2, out.size()));
    }

    @Test
    void theDoctorExaminesTheJvmOfTraining() throws Exception {
        clone.environment.put("KATSUO_JAVA_OPTS", "-XX:UseAVX=1");
        List<String> train = clone.run("train").out();
        List<String> flags = train.subList(1, train.indexOf("-XX:UseAVX=1") + 1);
        assertTrue(flags.size() > 1, train::toString);
        List<String> doctor = clone.run("doctor", "--json", "a file").out();
        assertTrue(doctor.containsAll(flags), doctor::toString);
        assertTrue(doctor.contains("--add-modules=jdk.incubator.vector"), doctor::toString);
        assertEquals(
                List.of("io.katsuo.bench.doctor.DoctorCommand", "--json", "a file"),
                doctor.subList(doctor.size() - 3, doctor.size()));
    }

    /** macOS has bash 3.2, of 2007. Where the tests run on one, they run on that; elsewhere what came later is looked for. */
    @Test
    void newerShellsAreNotNeeded() throws Exception {
        String later = "(declare|local|typeset) -\\w*[Ang]|mapfile|readarray|coproc|&>>|\\|&|;&|;;&|\\[\\[? -v |wait -n"
                + "|\\$\\{\\w+(\\^|,|@)|\\$\\{\\w+\\[-|%\\(|EPOCH|globstar|lastpipe|BASHPID|\\{[a-z]+\\}[<>]";
        assertEquals(
                List.of(),
                Files.readAllLines(LAUNCHER).stream()
                        .filter(line -> Pattern.compile(later).matcher(line).find())
                        .toList());
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        needs("shellcheck");
        Process process = new ProcessBuilder("shellcheck", LAUNCHER.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals("", new String(process.getInputStream().readAllBytes()));
        assertEquals(0, process.waitFor());
    }
}
