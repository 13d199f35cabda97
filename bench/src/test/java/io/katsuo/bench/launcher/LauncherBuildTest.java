package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the script {@code katsuo} builds, and that only one process does so at a time. */
@Timeout(120)
class LauncherBuildTest extends LauncherCase {
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

    /** The program subtracts the time of the build from its own. */
    @Test
    void theProgramIsToldHowLongTheBuildTook() throws Exception {
        Clone.script(jdk.resolve("bin/java"), "#!/usr/bin/env bash\nprintf '%s\\n' \"${KATSUO_BUILD_SECONDS-none}\"\n");
        clone.environment.put("BUILD_SECONDS", "1");
        String told = clone.run("train").out().getLast();
        assertTrue(told.matches("[1-9]\\d?"), told);
        assertEquals(List.of("none"), clone.run("train").out());
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
}
