package io.katsuo.core.testing;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program with loops of three lengths, called thousands of times: a small one, a large one, and one longer than the
 * JVM cares to compile. What a check of kernels must complain about.
 */
public final class GiantClass {
    /** The program's main class. */
    public static final String NAME = "io.katsuo.Giant";

    private static final ClassDesc SELF = ClassDesc.of(NAME);
    private static final MethodTypeDesc LOOP = MethodTypeDesc.of(CD_int, CD_int.arrayType(), CD_int);
    private static final int CALLS = 3000;
    private static final int MIXER = 31;

    private GiantClass() {}

    /**
     * Writes its class file.
     *
     * @param directory where packages begin
     * @throws IOException if it cannot be written
     */
    public static void write(Path directory) throws IOException {
        byte[] bytes = ClassFile.of().build(SELF, type -> {
            loop(type, "small", 2);
            loop(type, "large", 200);
            loop(type, "huge", 1000);
            main(type);
        });
        Path file = directory.resolve(NAME.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** {@code i = 0; do { x = (x * 31) ^ a[x & 7]; … } while (++i < 4)}, the assignment as often as it says. */
    private static void loop(ClassBuilder type, String name, int statements) {
        type.withMethodBody(name, LOOP, ClassFile.ACC_STATIC, code -> {
            code.iconst_0().istore(2);
            var top = code.newBoundLabel();
            for (int i = 0; i < statements; i++) {
                code.iload(1).bipush(MIXER).imul();
                code.aload(0).iload(1).bipush(7).iand().iaload();
                code.ixor().istore(1);
            }
            code.iinc(2, 1).iload(2).iconst_4().if_icmplt(top);
            code.iload(1).ireturn();
        });
    }

    private static void main(ClassBuilder type) {
        MethodTypeDesc signature =
                MethodTypeDesc.of(CD_void, ClassDesc.of("java.lang.String").arrayType());
        type.withMethodBody("main", signature, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> {
            code.iconst_0().istore(1);
            var top = code.newBoundLabel();
            for (String name : new String[] {"small", "large", "huge"}) {
                code.bipush(8).newarray(TypeKind.INT).iload(1);
                code.invokestatic(SELF, name, LOOP).pop();
            }
            code.iinc(1, 1).iload(1).sipush(CALLS).if_icmplt(top);
            code.return_();
        });
    }
}
