package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Simple names of public types are unique, so that {@code import module} is never ambiguous. */
class NamesTest {
    @Test
    void noSimpleNameOccursTwice() {
        Map<String, Set<String>> types = publicTypes();
        assertTrue(types.size() > 80, types.size() + " types");
        types.values().removeIf(same -> same.size() == 1);
        assertEquals(Map.of(), types);
    }

    @Test
    void noSimpleNameIsThatOfATypeOfJavaBase() {
        Map<String, String> ofJava = publicNames("java.base");
        assertEquals("java.lang.reflect.Parameter", ofJava.get("Parameter"));
        ofJava.keySet().retainAll(publicTypes().keySet());
        assertEquals(Map.of(), ofJava);
    }

    /** The public top-level types of exported packages, by simple name. */
    private static Map<String, Set<String>> publicTypes() {
        Set<String> exported = Compiled.MODULES.stream()
                .flatMap(module -> Compiled.exports(module).stream())
                .collect(Collectors.toSet());
        Map<String, Set<String>> types = new TreeMap<>();
        for (JavaClass type : Compiled.CLASSES) {
            if (exported.contains(type.getPackageName())
                    && type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                types.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getName());
            }
        }
        return types;
    }

    /** The public top-level types of the exported packages of a module of the JDK, by simple name. */
    private static Map<String, String> publicNames(String name) {
        ModuleReference module = ModuleFinder.ofSystem().find(name).orElseThrow();
        Set<String> exported = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            Map<String, String> names = new TreeMap<>();
            files.filter(file -> file.endsWith(".class") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(type -> exported.contains(type.substring(0, Math.max(0, type.lastIndexOf('.')))))
                    .filter(NamesTest::isPublic)
                    .forEach(type -> names.put(type.substring(type.lastIndexOf('.') + 1), type));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
