package io.katsuo.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of compiled classes, as the JVM's compilers see them. */
public final class Bytecode {
    /** HotSpot's HugeMethodLimit: it interprets longer methods for ever, and does not say so. */
    public static final int HUGE = 8000;

    private Bytecode() {}

    /**
     * A method with code.
     *
     * @param name class and method, as in {@code io.katsuo.core.Tensor::dim}
     * @param bytes the length of its code
     * @param loops whether it jumps backwards
     */
    public record Method(String name, int bytes, boolean loops) {
        @Override
        public String toString() {
            return name + " (" + bytes + " bytes)";
        }
    }

    /**
     * All methods of the classes below a directory.
     *
     * @param directory where packages begin
     * @return the methods, in no particular order
     */
    public static List<Method> methods(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(Bytecode::methodsOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Method> methodsOf(Path file) {
        try {
            ClassModel type = ClassFile.of().parse(file);
            String name = type.thisClass().asInternalName().replace('/', '.');
            return type.methods().stream()
                    .filter(method -> method.code().isPresent())
                    .map(method -> methodOf(name, method));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Method methodOf(String type, MethodModel method) {
        CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
        Set<Label> passed = new HashSet<>();
        boolean loops = false;
        for (CodeElement element : code) {
            if (element instanceof LabelTarget here) {
                passed.add(here.label());
            } else if (element instanceof BranchInstruction branch) {
                loops |= passed.contains(branch.target());
            }
        }
        return new Method(type + "::" + method.methodName().stringValue(), code.codeLength(), loops);
    }
}
