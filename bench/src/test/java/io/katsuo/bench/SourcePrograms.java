package io.katsuo.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles and runs programs of one source file, one after the other in one JVM, which is many times faster than a source
 * launcher for each. Each is compiled against the module that it names, and writes to its own directory.
 */
public final class SourcePrograms {
    /** The file with a program's output, in the program's directory. */
    public static final String OUTPUT = "out.txt";

    private SourcePrograms() {}

    /**
     * Runs in the working directory, which must be empty. A program's directory is named after its source file.
     *
     * @param args the parent of those directories; for each program its source file and the module of Katsuo that it needs
     */
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i += 2) {
            Path source = Path.of(args[i]);
            Path directory = Files.createDirectory(
                    Path.of(args[0], source.getFileName().toString().replace(".java", "")));
            Path classes = Files.createTempDirectory("classes");
            compile(source, args[i + 1], classes);
            run(classes, directory);
            collectFiles(directory);
        }
    }

    private static void compile(Path source, String module, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--module-path",
                    System.getProperty("jdk.module.path"),
                    "--add-modules",
                    module,
                    "--class-path",
                    "",
                    "-proc:none",
                    "-d",
                    classes.toString());
            if (!compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjects(source))
                    .call()) {
                throw new IOException(source + " does not compile");
            }
        }
    }

    private static void run(Path classes, Path directory) throws Exception {
        PrintStream before = System.out;
        String name = directory.getFileName().toString();
        try (OutputStream out = Files.newOutputStream(directory.resolve(OUTPUT));
                PrintStream printed = new PrintStream(out, false, before.charset());
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(printed);
            call(loader.loadClass(name));
        } finally {
            System.setOut(before);
        }
    }

    /** Calls {@code main} as the {@code java} command does: with or without arguments, of the class or of an object. */
    private static void call(Class<?> program) throws Exception {
        Method main = Stream.of(program.getDeclaredMethods())
                .filter(method -> method.getName().equals("main"))
                .findFirst()
                .orElseThrow();
        main.setAccessible(true);
        Constructor<?> constructor = program.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = Modifier.isStatic(main.getModifiers()) ? null : constructor.newInstance();
        Object[] arguments = main.getParameterCount() == 0 ? new Object[0] : new Object[] {new String[0]};
        try {
            main.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(program.getName() + " fails", e.getCause());
        }
    }

    /**
     * Moves a program's files from the working directory to the program's directory.
     *
     * @param directory of the program
     */
    public static void collectFiles(Path directory) throws IOException {
        Set<String> ofThisProcess = Set.of(SourceLauncher.OUT, SourceLauncher.ERR);
        try (Stream<Path> files = Files.list(Path.of(""))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!ofThisProcess.contains(name)) {
                    Files.move(file, directory.resolve(name));
                }
            }
        }
    }
}
