package io.katsuo.core.kernel;

import java.util.Locale;

/**
 * Which kernels run: SIMD ones of one vector width, or their scalar twins. Chosen once, when this class is initialised;
 * all choices give the same bits. The system property {@code katsuo.kernels} forces one of {@code scalar}, {@code 128},
 * {@code 256}, {@code 512}.
 */
public final class Kernels {
    /** The vector width in bits, or 0 for scalar kernels. A constant to the compiler. */
    public static final int BITS;

    /** Whether the SIMD kernels run. If not, no class that mentions the incubator module may be touched. */
    public static final boolean SIMD;

    /** Floats in a cache line. */
    public static final int LINE = 16;

    private static final String MODULE = "jdk.incubator.vector";
    private static final String DESCRIPTION;

    static {
        Choice choice =
                choose(System.getProperty("katsuo.kernels", "auto").trim().toLowerCase(Locale.ROOT));
        BITS = choice.bits;
        SIMD = BITS > 0;
        DESCRIPTION = (SIMD ? "SIMD kernels of " + BITS + " bits" : "scalar kernels") + " (" + choice.why + ")";
    }

    private Kernels() {}

    private record Choice(int bits, String why) {}

    /**
     * What was chosen, in short.
     *
     * @return {@code "scalar"}, {@code "128"}, {@code "256"} or {@code "512"}
     */
    public static String name() {
        return SIMD ? Integer.toString(BITS) : "scalar";
    }

    /**
     * What was chosen and why, in words.
     *
     * @return one line
     */
    public static String describe() {
        return DESCRIPTION;
    }

    private static Choice choose(String wish) {
        switch (wish) {
            case "auto", "":
                return automatic();
            case "scalar":
                return new Choice(0, "forced by katsuo.kernels");
            case "128", "256", "512":
                return forced(Integer.parseInt(wish));
            default:
                throw new IllegalArgumentException(
                        "katsuo.kernels: \"" + wish + "\" is not one of auto, scalar, 128, 256, 512");
        }
    }

    private static Choice forced(int bits) {
        if (!hasModule()) {
            throw new IllegalArgumentException("katsuo.kernels: " + bits + " bits need the module " + MODULE
                    + "; add --add-modules=" + MODULE + " to the java command");
        }
        int most = VectorProbe.preferredBits();
        if (bits <= most) {
            return new Choice(bits, "forced by katsuo.kernels; this machine offers up to " + most + " bits");
        }
        if (Boolean.getBoolean("katsuo.kernels.emulate")) {
            return new Choice(bits, "EMULATED, slow: this machine offers up to " + most + " bits");
        }
        throw new IllegalArgumentException(
                "katsuo.kernels: this machine offers at most " + most + " bits, not " + bits + "; use auto or " + most);
    }

    private static Choice automatic() {
        if (!hasModule()) {
            System.getLogger("io.katsuo.core")
                    .log(
                            System.Logger.Level.WARNING,
                            "SIMD is off: the module {0} is not loaded, and scalar kernels, many times slower, are"
                                    + " used; add --add-modules={0} to the java command",
                            MODULE);
            return new Choice(0, "the module " + MODULE + " is not loaded; add --add-modules=" + MODULE);
        }
        String vm = System.getProperty("java.vm.info", "");
        if (vm.contains("interpreted") || vm.contains("emulated-client")) {
            return new Choice(0, "this JVM runs without its optimising compiler: " + vm);
        }
        if (!ScalarFma.HARDWARE) {
            return new Choice(0, "this processor, or JVM, has no fused multiply-add instruction");
        }
        int bits = Math.min(512, VectorProbe.preferredBits());
        return bits >= 128
                ? new Choice(bits, "the widest that this machine offers")
                : new Choice(0, "this machine offers vectors of " + bits + " bits only");
    }

    private static boolean hasModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
