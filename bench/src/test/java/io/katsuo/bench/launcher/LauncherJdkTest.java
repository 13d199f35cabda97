package io.katsuo.bench.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK that the script {@code katsuo} finds. */
@Timeout(120)
class LauncherJdkTest extends LauncherCase {
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
}
