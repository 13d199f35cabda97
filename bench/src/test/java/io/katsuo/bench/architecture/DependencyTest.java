package io.katsuo.bench.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependencies that docs/architecture.md allows, checked on the compiled classes of all modules. */
class DependencyTest {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (io\\.katsuo\\.[a-z.]+)\\.[A-Z]");

    private final JavaClasses katsuo = Compiled.CLASSES;

    @Test
    void everyModuleWasRead() {
        Set<String> modules = katsuo.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("core", "graph", "layers", "network", "mnist", "bench"), modules);
        assertTrue(katsuo.contain("io.katsuo.core.kernel.Kernels"));
    }

    @Test
    void modulesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.katsuo..")
                .layer("core")
                .definedBy("io.katsuo.core..")
                .layer("graph")
                .definedBy("io.katsuo.graph..")
                .layer("layers")
                .definedBy("io.katsuo.layers..")
                .layer("network")
                .definedBy("io.katsuo.network..")
                .layer("mnist")
                .definedBy("io.katsuo.mnist..")
                .layer("bench")
                .definedBy("io.katsuo.bench..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .whereLayer("layers")
                .mayOnlyAccessLayers("core")
                .whereLayer("network")
                .mayOnlyAccessLayers("core", "graph", "layers")
                .whereLayer("mnist")
                .mayOnlyAccessLayers("core", "graph", "layers", "network")
                .whereLayer("bench")
                .mayNotBeAccessedByAnyLayer()
                .check(katsuo);
    }

    /** The module for Spark is built with -Pspark only, so that it is looked at as text. */
    @Test
    void nothingKnowsSparkAndSparkKnowsWhatIsExported() throws IOException {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.katsuo.spark..", "org.apache.spark..")
                .check(katsuo);
        Set<String> exported = new TreeSet<>();
        Compiled.MODULES.forEach(module -> exported.addAll(Compiled.exports(module)));
        Set<String> imported = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("../spark/src/main/java"))) {
            for (Path file : sources.filter(Files::isRegularFile).toList()) {
                Matcher imports = IMPORT.matcher(Files.readString(file));
                while (imports.find()) {
                    imported.add(imports.group(1));
                }
            }
        }
        assertTrue(imported.contains("io.katsuo.network"), imported::toString);
        imported.removeAll(exported);
        assertEquals(Set.of(), imported);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.katsuo.(**)").should().beFreeOfCycles().check(katsuo);
    }

    @Test
    void onlyKernelsAndTheMeasuringOfMachinesKnowTheIncubatorModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.katsuo.core.kernel..", "io.katsuo.bench.machine")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(katsuo);
    }

    @Test
    void librariesNeedTheJdkOnly() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.katsuo.core..", "io.katsuo.graph..", "io.katsuo.layers..", "io.katsuo.network..")
                .should()
                .onlyDependOnClassesThat()
                // com.sun.management reports the allocation of a thread.
                .resideInAnyPackage("io.katsuo..", "java..", "jdk.incubator.vector..", "com.sun.management")
                .check(katsuo);
    }

    @Test
    void tensorsDoNotCompute() {
        noDependency(
                "io.katsuo.core.tensor..",
                "io.katsuo.core.ops..",
                "io.katsuo.core.kernel..",
                "io.katsuo.core.parallel..");
    }

    @Test
    void kernelsKnowNeitherTensorsNorThreads() {
        noDependency(
                "io.katsuo.core.kernel..",
                "io.katsuo.core.tensor..",
                "io.katsuo.core.ops..",
                "io.katsuo.core.parallel..");
    }

    @Test
    void threadsAndRandomNumbersKnowNothingOfOurs() {
        for (String name : new String[] {"parallel", "random"}) {
            classes()
                    .that()
                    .resideInAPackage("io.katsuo.core." + name + "..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.katsuo.core." + name + "..", "java..")
                    .check(katsuo);
        }
    }

    @Test
    void librariesDoNotPrint() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.katsuo.core..", "io.katsuo.graph..", "io.katsuo.layers..", "io.katsuo.network..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(katsuo);
    }

    @Test
    void benchUsesExportedPackagesOnly() {
        String[] exported = Compiled.MODULES.stream()
                .flatMap(module -> Compiled.exports(module).stream())
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.katsuo.bench..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.katsuo..")
                        .or(resideInAPackage("io.katsuo.bench.."))
                        .or(resideInAnyPackage(exported)))
                .check(katsuo);
    }

    private void noDependency(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(katsuo);
    }
}
