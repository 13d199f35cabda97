package io.katsuo.bench.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.katsuo.bench.machine.VectorWidth;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The JVM that Katsuo's commands run on.
 *
 * @param vendor who made the JDK
 * @param version its version, as {@link Runtime.Version} reads it
 * @param vm the name of the virtual machine
 * @param mode how it says it runs, such as {@code mixed mode, sharing}
 * @param compiler its optimising compiler
 * @param options the options it was given, those of the launcher included
 * @param vectorModule whether the module {@code jdk.incubator.vector} is loaded
 * @param preferredVectorBits the width that the Vector API prefers; null without the module
 * @param fma whether it uses a fused multiply-add instruction; null if it does not tell
 * @param useAvx the level of AVX that it uses; null where there is none
 * @param compactObjectHeaders whether {@code -XX:+UseCompactObjectHeaders} is on
 * @param transparentHugePages whether {@code -XX:+UseTransparentHugePages} is in effect
 * @param processors how many processors it sees
 * @param maxHeapBytes how large the heap may grow
 */
record JvmFacts(
        String vendor,
        String version,
        String vm,
        String mode,
        Compiler compiler,
        List<String> options,
        boolean vectorModule,
        Integer preferredVectorBits,
        Boolean fma,
        Integer useAvx,
        boolean compactObjectHeaders,
        boolean transparentHugePages,
        int processors,
        long maxHeapBytes) {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int LEVEL_OF_C2 = 4;

    /** What turns bytecode into fast code. */
    enum Compiler {
        C2("C2"),
        GRAAL("Graal"),
        C1("C1 only"),
        NONE("no compiler"),
        UNKNOWN("an unknown compiler");

        final String words;

        Compiler(String words) {
            this.words = words;
        }
    }

    static JvmFacts read() {
        boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
        String vm = System.getProperty("java.vm.name", "");
        String mode = System.getProperty("java.vm.info", "");
        return new JvmFacts(
                System.getProperty("java.vendor", ""),
                Runtime.version().toString(),
                vm,
                mode,
                compiler(
                        vm,
                        mode,
                        flag("TieredStopAtLevel"),
                        flag("CompilationMode"),
                        "true".equals(flag("UseJVMCICompiler"))),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                module,
                module ? VectorWidth.preferredBits() : null,
                flag("UseFMA") == null ? null : Boolean.valueOf(flag("UseFMA")),
                flag("UseAVX") == null ? null : Integer.valueOf(flag("UseAVX")),
                "true".equals(flag("UseCompactObjectHeaders")),
                "true".equals(flag("UseTransparentHugePages")),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory());
    }

    /** The JVM's own word, {@code java.vm.info}, tells of C1 only at level 1, not at 2 and 3. */
    static Compiler compiler(String vm, String mode, String stopAtLevel, String compilationMode, boolean jvmci) {
        if (mode.contains("interpreted")) {
            return Compiler.NONE;
        }
        if (stopAtLevel == null || vm.contains("OpenJ9")) {
            return Compiler.UNKNOWN;
        }
        int level = Integer.parseInt(stopAtLevel);
        if (level == 0) {
            return Compiler.NONE;
        }
        if (level < LEVEL_OF_C2 || "quick-only".equals(compilationMode) || mode.contains("emulated-client")) {
            return Compiler.C1;
        }
        if (jvmci) {
            return Compiler.GRAAL;
        }
        return vm.contains("Server") ? Compiler.C2 : Compiler.C1;
    }

    /** Whether the Vector API is compiled to vector instructions. */
    boolean compilesVectors() {
        return vectorModule && optimises() && !Boolean.FALSE.equals(fma);
    }

    /** Whether loops become as fast as the machine allows. */
    boolean optimises() {
        return compiler != Compiler.NONE && compiler != Compiler.C1;
    }

    Runtime.Version parsedVersion() {
        return Runtime.Version.parse(version);
    }

    /** An option's value in this JVM, or null if it has none of that name. */
    private static String flag(String name) {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (bean == null) {
            return null;
        }
        try {
            return bean.getVMOption(name).getValue();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
