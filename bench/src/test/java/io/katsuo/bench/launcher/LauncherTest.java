package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code katsuo}: its messages, the JDK that it finds, when it builds, and the arguments of Java. */
@Timeout(120)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "katsuo").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Clone clone;
    private Path jdk;

    @BeforeAll
    static void onlyWithBash() {
        needs("bash");
    }

    private static void needs(String program) {
        if (Clone.find(program) == null) {
            System.err.println("LauncherTest: SKIPPED for lack of the program " + program);
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
    private String jdkOfTrain() throws Exception {
        Clone.Run run = clone.run("train");
        assertEquals(0, run.exitCode(), run::toString);
        return run.out().getFirst();
    }

    private void fails(int exitCode, String message, String... args) throws Exception {
        Clone.Run run = clone.run(args);
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(List.of(), run.out());
        assertEquals(message, run.err().getLast());
    }

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

    // ---- finding a JDK ----

    @Test
    void theWishBeforeAllOthers() throws Exception {
        Path wish = clone.jdk(directory.resolve("a wish"), "25");
        clone.environment.put("KATSUO_JAVA_HOME", wish.toString());
        assertEquals(wish.toString(), jdkOfTrain());
    }

    @Test
    void aWishThatCannotBeFulfilled() throws Exception {
        for (Path wish : List.of(
                clone.jdk(directory.resolve("old"), "17.0.15"),
                clone.jdk(directory.resolve("2"), "2.25"),
                directory.resolve("none"))) {
            clone.environment.put("KATSUO_JAVA_HOME", wish.toString());
            fails(1, "katsuo: KATSUO_JAVA_HOME is not a JDK 25 or newer: " + wish, "train");
        }
        assertEquals(List.of(), clone.builds());
    }

    @Test
    void otherVersionsAreNotTaken() throws Exception {
        clone.environment.put(
                "JAVA_HOME", clone.jdk(directory.resolve("old"), "17.0.15").toString());
        clone.environment.put("JAVA25_HOME", jdk.toString());
        assertEquals(jdk.toString(), jdkOfTrain());
    }

    /** Classes for JDK 26 are built by JDK 26, and never run on JDK 25. */
    @Test
    void aNewerJdkIsTakenWhereThereIsNo25AndIsWarnedOf() throws Exception {
        Path newer = clone.jdk(directory.resolve("a system/usr/lib/jvm/j 26"), "26-ea");
        assertEquals(jdk.toString(), jdkOfTrain());
        clone.environment.put("JAVA_HOME", newer.toString());
        clone.jdk(directory.resolve("a system/opt/jdk-25"), "25.0.3");
        assertTrue(jdkOfTrain().endsWith("jdk-25"), "a JDK that Katsuo was tried on is preferred");

        clone.environment.put("KATSUO_JAVA_HOME", newer.toString());
        Clone.Run run = clone.run("train");
        assertEquals(newer.toString(), run.out().getFirst());
        assertEquals(
                "katsuo: warning: JDK 26 is newer than JDK 25, the newest that Katsuo was tried on",
                run.err().getFirst());
        assertEquals(
                newer + " -B -ntp -Plaunch -Dkatsuo.jdk=[26,27) -Dmaven.compiler.release=26 -Dmaven.test.skip=true -pl"
                        + " mnist -am package",
                clone.builds().getLast());
        clone.environment.remove("KATSUO_JAVA_HOME");
        String image = clone.run("train").out().stream()
                .filter(argument -> argument.contains("/launch/mnist"))
                .findFirst()
                .orElseThrow();
        assertFalse(image.contains("mnist-26"), image);
        assertEquals(2, clone.builds().size());
    }

    @Test
    void aRunTimeWithoutACompilerIsNotTaken() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        fails(1, noJdk(), "train");
    }

    @Test
    void javaOnThePathThroughLinks() throws Exception {
        clone.environment.remove("JAVA_HOME");
        Path between = Files.createSymbolicLink(directory.resolve("between"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(clone.path.resolve("java"), clone.path.relativize(between));
        assertEquals(jdk.toString(), jdkOfTrain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a system/usr/lib/jvm/j 25", "a system/opt/jdk-25", "a home/.sdkman/candidates/java/25.0.3-tem"})
    void theUsualDirectories(String where) throws Exception {
        clone.environment.remove("JAVA_HOME");
        Path found = clone.jdk(directory.resolve(where), "25.0.3");
        clone.jdk(found.resolveSibling(found.getFileName() + "0"), "21.0.1");
        assertEquals(found.toString(), jdkOfTrain());
    }

    @Test
    void toolchainsOfMaven() throws Exception {
        clone.environment.remove("JAVA_HOME");
        Files.createDirectories(clone.home.resolve(".m2"));
        Files.writeString(
                clone.home.resolve(".m2/toolchains.xml"),
                "<toolchains>\n  <jdkHome>/none</jdkHome>\n  <jdkHome>" + jdk + "</jdkHome>\n</toolchains>\n");
        assertEquals(jdk.toString(), jdkOfTrain());
    }

    @Test
    void noJdkAtAll() throws Exception {
        clone.environment.remove("JAVA_HOME");
        fails(1, noJdk(), "train");
        assertEquals(List.of(), clone.builds());
    }

    private static String noJdk() {
        return "katsuo: found no JDK 25 or newer: install one, for example Eclipse Temurin 25, and set KATSUO_JAVA_HOME if it is not"
                + " found";
    }

    @Test
    void aJdkThatIsGoneIsLookedForAnew() throws Exception {
        assertEquals(jdk.toString(), jdkOfTrain());
        Path moved = Files.move(jdk, clone.home.resolve("moved"));
        fails(1, noJdk(), "train");
        clone.environment.put("JAVA_HOME", moved.toString());
        assertEquals(moved.toString(), jdkOfTrain());
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

    // ---- building ----

    /** What a user builds, another one can run who may not write there; the first use needs to write. */
    @Test
    void aCloneThatCannotBeWritten() throws Exception {
        Path target = Files.createFile(clone.root.resolve("target"));
        fails(1, "katsuo: cannot write to " + clone.root.toRealPath(), "train");
        Files.delete(target);
        assertEquals(0, clone.run("train").exitCode());
        List<String> command =
                new ArrayList<>(List.of(clone.root.resolve("katsuo").toString(), "train"));
        if (System.getProperty("user.name").equals("root")) {
            needs("setpriv");
            command.addAll(0, List.of(Clone.find("setpriv").toString(), "--bounding-set=-dac_override"));
        }
        List<Path> closed;
        try (Stream<Path> tree = Files.walk(clone.root)) {
            closed = tree.filter(Files::isDirectory).toList();
        }
        closed.forEach(place -> place.toFile().setWritable(false));
        try {
            clone.environment.put("JAVA25_HOME", "another environment, so that a JDK is looked for again");
            Clone.Run run = clone.result(clone.start(directory, command), command);
            assertEquals(new Clone.Run(0, run.out(), List.of()), run);
            assertEquals(1, clone.builds().size());
        } finally {
            closed.forEach(place -> place.toFile().setWritable(true));
        }
    }

    @Test
    void buildsOnceAndAgainAfterAChange() throws Exception {
        Clone.Run first = clone.run("train");
        assertEquals(List.of("Building Katsuo (first use, about a minute)..."), first.err());
        assertEquals(List.of(jdk + " -B -ntp -Plaunch -Dmaven.test.skip=true -pl mnist -am package"), clone.builds());

        clone.change(null, "mnist");
        assertEquals(List.of(), clone.run("gradcheck").err());
        assertEquals(1, clone.builds().size());

        for (String changed : List.of("mnist/src/main/A.java", "pom.xml", "bench/pom.xml")) {
            int builds = clone.builds().size();
            clone.change(clone.root.resolve(changed), "mnist");
            assertEquals(
                    List.of("Building Katsuo (sources have changed)..."),
                    clone.run("train").err());
            assertEquals(builds + 1, clone.builds().size(), changed);
        }
        try (Stream<Path> launch = Files.list(clone.root.resolve("target/launch"))) {
            List<Path> images = launch.filter(
                            file -> file.getFileName().toString().startsWith("mnist.2"))
                    .toList();
            assertEquals(2, images.size(), "the last image and the one before, which may still run: " + images);
        }
    }

    @Test
    void aFailedBuildTellsWhyAndIsTriedAgain() throws Exception {
        clone.environment.put("BUILD_FAILS", "yes");
        Clone.Run run = clone.run("train");
        assertEquals(1, run.exitCode());
        assertEquals(
                List.of(
                        "Building Katsuo (first use, about a minute)...",
                        "[ERROR] Moth.java:[3,1] a moth in the relay",
                        "[ERROR] -> [Help 1]",
                        "katsuo: the build failed; its log is " + clone.root.resolve("target/launch/mnist.log")),
                run.err());
        assertFalse(Files.exists(clone.root.resolve("target/launch/lock")), "the lock is free");
        clone.environment.remove("BUILD_FAILS");
        assertEquals(jdk.toString(), jdkOfTrain());
    }

    @Test
    void withoutMaven() throws Exception {
        Files.delete(clone.path.resolve("mvn"));
        fails(1, "katsuo: the first use needs Maven 3.8 or newer (the command mvn): install it", "train");
    }

    @Test
    void theLockOfADeadProcess() throws Exception {
        Process dead = new ProcessBuilder(Clone.find("bash").toString(), "-c", ":").start();
        dead.waitFor();
        Path lock = Files.createDirectories(clone.root.resolve("target/launch/lock"));
        Files.createFile(lock.resolve(Long.toString(dead.pid())));
        assertEquals(jdk.toString(), jdkOfTrain());
        assertFalse(Files.exists(lock));
    }

    /** Nothing of the killed process runs after the signal: it cannot remove its lock. */
    @Test
    void theLockOfABuildThatWasKilled() throws Exception {
        clone.environment.put("BUILD_SECONDS", "100");
        List<String> command = List.of(clone.root.resolve("katsuo").toString(), "train");
        Process process = clone.start(directory, command);
        while (clone.builds().isEmpty()) {
            assertTrue(process.isAlive());
            Thread.sleep(20);
        }
        List<ProcessHandle> build = process.descendants().toList();
        process.destroyForcibly().waitFor();
        build.forEach(ProcessHandle::destroyForcibly);
        assertTrue(Files.isDirectory(clone.root.resolve("target/launch/lock")), "it is left");
        clone.environment.remove("BUILD_SECONDS");
        assertEquals(jdk.toString(), jdkOfTrain());
        assertFalse(Files.exists(clone.root.resolve("target/launch/lock")));
    }

    /** Numbers of processes are used again; a lock tells when its holder began. */
    @Test
    void theLockOfADeadProcessWhoseNumberALivingOneHas() throws Exception {
        Path lock = Files.createDirectories(clone.root.resolve("target/launch/lock"));
        Files.writeString(lock.resolve(Long.toString(ProcessHandle.current().pid())), "long ago\n");
        assertEquals(jdk.toString(), jdkOfTrain());
        assertFalse(Files.exists(lock));
    }

    @Test
    void aLockThatIsAFile() throws Exception {
        Path lock = clone.root.resolve("target/launch/lock");
        Files.createDirectories(lock.getParent());
        Files.createFile(lock);
        assertEquals(jdk.toString(), jdkOfTrain());
        assertFalse(Files.exists(lock));
    }

    @Test
    void theLockOfALivingProcessIsWaitedFor() throws Exception {
        Path lock = Files.createDirectories(clone.root.resolve("target/launch/lock"));
        String me = Long.toString(ProcessHandle.current().pid());
        Path holder = Files.createFile(lock.resolve(me));
        List<String> command = List.of(clone.root.resolve("katsuo").toString(), "train");
        Process process = clone.start(directory, command);
        Thread.sleep(1000);
        assertTrue(process.isAlive());
        assertEquals(List.of(), clone.builds(), "it waits");
        Files.delete(holder);
        Files.delete(lock);
        Clone.Run run = clone.result(process, command);
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals(
                "Waiting for process " + me + ", which is building Katsuo (" + lock + ")...",
                run.err().getFirst());
    }

    @Test
    void manyAtOnceBuildOnce() throws Exception {
        clone.environment.put("BUILD_SECONDS", "1");
        List<String> command = List.of(clone.root.resolve("katsuo").toString(), "train");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(clone.start(directory, command));
        }
        for (Process process : processes) {
            Clone.Run run = clone.result(process, command);
            assertEquals(0, run.exitCode(), run::toString);
        }
        assertEquals(1, clone.builds().size());
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
