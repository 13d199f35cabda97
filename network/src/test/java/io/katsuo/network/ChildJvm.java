package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Graph;
import io.katsuo.layers.Layer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own that runs a test's program. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Ready to start; what it prints to its standard error appears in the log of the tests. */
    public static ProcessBuilder of(Class<?> program, String... arguments) {
        String classPath = Stream.of(program, Network.class, Layer.class, Graph.class, Tensor.class)
                .map(ChildJvm::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dkatsuo.kernels=scalar",
                "-cp",
                classPath,
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
