package io.katsuo.bench.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.katsuo.bench.machine.VectorWidth;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The JVM that Katsuo's commands run on.
 *
 * @param vendor the vendor of the JDK
 * @param version its version, as {@link Runtime.Version} reads it
 * @param vm the name of the virtual machine
 * @param mode its execution mode, such as {@code mixed mode, sharing}
 * @param compiler its optimising compiler
 * @param options its options, including those of the launcher
 * @param vectorModule whether the module {@code jdk.incubator.vector} is loaded
 * @param preferredVectorBits the width that the Vector API prefers; null without the module
 * @param fma whether it uses a fused multiply-add instruction; null if unknown
 * @param useAvx the level of AVX that it uses; null where there is none
 * @param compactObjectHeaders whether {@code -XX:+UseCompactObjectHeaders} is on
 * @param transparentHugePages whether {@code -XX:+UseTransparentHugePages} is in effect
 * @param processors the number of processors that it sees
 * @param maxHeapBytes the maximum size of the heap
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

    /** The optimising compiler. */
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

    /** The mode, {@code java.vm.info}, mentions C1 at level 1 only, not at 2 and 3. */
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

    /** Whether an optimising compiler compiles loops. */
    boolean optimises() {
        return compiler != Compiler.NONE && compiler != Compiler.C1;
    }

    Runtime.Version parsedVersion() {
        return Runtime.Version.parse(version);
    }

    /** The value of an option of this JVM; null if there is no such option. */
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
