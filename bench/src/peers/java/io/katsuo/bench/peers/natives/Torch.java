package io.katsuo.bench.peers.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/** PyTorch through DJL, from the libraries that the build unpacked: it downloads nothing at run time. */
@SuppressWarnings("restricted") // calling native code is its purpose
public final class Torch {
    /** DJL's name of the engine. */
    public static final String ENGINE = "PyTorch";

    private static final List<String> LIBRARIES = List.of("libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so");

    private static final int RTLD_NOW = 2;

    private Torch() {}

    /**
     * Loads the engine.
     *
     * @param threads how many threads one operation may use; the first call decides for the process
     */
    public static NDManager open(int threads) {
        Path directory = NativeBlas.library("pytorch/libtorch.so").getParent();
        bind(directory);
        System.setProperty("PYTORCH_LIBRARY_PATH", directory.toString());
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return Engine.getEngine(ENGINE).newBaseManager();
    }

    /**
     * Resolves all functions of PyTorch at once. PyTorch contains an MKL; functions looked up at their first use would come from the
     * other MKL, if that is loaded by then.
     */
    private static void bind(Path directory) {
        Linker linker = Linker.nativeLinker();
        MethodHandle open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("dlopen"), FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            for (String name : LIBRARIES) {
                MemorySegment path = arena.allocateFrom(directory.resolve(name).toString());
                MemorySegment handle = (MemorySegment) open.invokeExact(path, RTLD_NOW);
                if (handle.equals(MemorySegment.NULL)) {
                    throw new IllegalStateException("cannot load " + directory.resolve(name));
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("dlopen failed", e);
        }
    }
}
