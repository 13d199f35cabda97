package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that is unloaded leaves nothing behind: its class loader is collected although its callers live on. */
class ClassLoaderTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Test
    void isCollectedAfterProducts() throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(Path.of("target/classes").toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        use(loader);
        WeakReference<ClassLoader> reference = new WeakReference<>(loader);
        loader = null;
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (reference.get() != null && System.nanoTime() < until) {
            System.gc();
            Thread.sleep(100);
        }
        assertNull(reference.get(), "the class loader is still there");
    }

    /** Products, sums and functions on this thread and on two workers. */
    private static void use(ClassLoader loader) throws Exception {
        Class<?> tensor = loader.loadClass("io.katsuo.core.tensor.Tensor");
        Method ones = tensor.getMethod("ones", int[].class);
        Object a = ones.invoke(null, (Object) new int[] {400, 500});
        Object b = ones.invoke(null, (Object) new int[] {500, 400});
        Class<?> algebra = loader.loadClass("io.katsuo.core.ops.LinearAlgebra");
        Class<?> elementwise = loader.loadClass("io.katsuo.core.ops.Elementwise");
        Class<?> reductions = loader.loadClass("io.katsuo.core.ops.Reductions");
        boolean[] ran = new boolean[1];
        Runnable ops = () -> {
            try {
                Object product = algebra.getMethod("matmul", tensor, tensor).invoke(null, a, b);
                elementwise.getMethod("exp", tensor).invoke(null, a);
                assertEquals(
                        400f * 400 * 500, reductions.getMethod("sum", tensor).invoke(null, product));
                ran[0] = true;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
        loader.loadClass("io.katsuo.core.parallel.Threads")
                .getMethod("with", int.class, Runnable.class)
                .invoke(null, 3, ops);
        assertTrue(ran[0]);
    }
}
