package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exports and requirements of the modules. */
class ModulesTest {
    @Test
    void kernelsAreExportedToNobody() {
        ModuleDescriptor core = Compiled.module("core");
        assertTrue(
                core.exports().stream().noneMatch(exports -> exports.source().startsWith("io.katsuo.core.kernel")),
                core.exports()::toString);
        assertEquals(Set.of(), core.opens());
    }

    @ParameterizedTest
    @CsvSource({
        "core, java.base jdk.incubator.vector jdk.management",
        "graph, java.base",
        "layers, java.base io.katsuo.core",
        "network, java.base io.katsuo.core io.katsuo.graph io.katsuo.layers",
    })
    void librariesRequireTheJdkAndEachOtherOnly(String name, String allowed) {
        Set<String> required = Compiled.module(name).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toSet());
        required.removeAll(Set.of(allowed.split(" ")));
        assertEquals(Set.of(), required);
    }
}
