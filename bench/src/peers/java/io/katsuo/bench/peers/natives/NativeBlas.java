package io.katsuo.bench.peers.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code cblas_sgemm} of a native library on Java's own arrays, without a copy and without a change of the Java thread's state:
 * the cheapest call from Java to such a library.
 */
@SuppressWarnings("restricted") // calling native code is its purpose
public final class NativeBlas {
    /** The system property that names the directory of the unpacked libraries. */
    public static final String DIRECTORY = "katsuo.peers.natives";

    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    private static final FunctionDescriptor SGEMM = FunctionDescriptor.ofVoid(
            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS,
            JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT);

    private final MethodHandle sgemm;

    private NativeBlas(String file, int threads, String setThreads) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library(file), Arena.global());
        Linker linker = Linker.nativeLinker();
        sgemm = linker.downcallHandle(symbols.findOrThrow("cblas_sgemm"), SGEMM, Linker.Option.critical(true));
        try {
            linker.downcallHandle(symbols.findOrThrow(setThreads), FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException(setThreads + " failed", e);
        }
    }

    public static NativeBlas mkl(int threads) {
        return new NativeBlas("org/bytedeco/mkl/linux-x86_64/libmkl_rt.so.2", threads, "MKL_Set_Num_Threads");
    }

    public static NativeBlas openBlas(int threads) {
        return new NativeBlas(
                "org/bytedeco/openblas/linux-x86_64/libopenblas.so.0", threads, "openblas_set_num_threads");
    }

    /** The path of an unpacked library. */
    static Path library(String file) {
        Path library = Path.of(System.getProperty(DIRECTORY, "target/peers/natives"), file)
                .toAbsolutePath();
        if (!Files.isRegularFile(library)) {
            throw new IllegalStateException("no library " + library + ": build with the profile peers");
        }
        return library;
    }

    /** c = a·b, row-major: a [m, k] or stored [k, m], b [k, n] or stored [n, k], c [m, n]. */
    public void multiply(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            MemorySegment a,
            MemorySegment b,
            MemorySegment c) {
        int left = transposeA ? TRANSPOSE : NO_TRANSPOSE;
        int right = transposeB ? TRANSPOSE : NO_TRANSPOSE;
        int columnsA = transposeA ? m : k;
        int columnsB = transposeB ? k : n;
        try {
            sgemm.invokeExact(ROW_MAJOR, left, right, m, n, k, 1f, a, columnsA, b, columnsB, 0f, c, n);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }
}
