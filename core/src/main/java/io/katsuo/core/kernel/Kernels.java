package io.katsuo.core.kernel;

import java.util.List;
import java.util.Locale;

/**
 * Which kernels run: SIMD kernels of one vector width, or their scalar twins. The choice is made when this class is
 * initialised, and all choices give the same bits. The system property {@code katsuo.kernels} forces one of {@code scalar},
 * {@code 128}, {@code 256}, {@code 512}.
 *
 * <p>With {@code auto}, the default, every SIMD kernel is replaced by its scalar twin until it is compiled; see
 * {@link Kernel}. A forced width runs its SIMD kernels from the first call.
 */
public final class Kernels {
    /** Whether SIMD kernels run, at once or later. If not, no class that mentions the incubator module may be touched. */
    public static final boolean SIMD;

    /** Floats in a cache line. */
    public static final int LINE = 16;

    /** Whether scalar twins run until the SIMD kernels are compiled. */
    static final boolean WARMS_UP;

    private static final String MODULE = "jdk.incubator.vector";

    /** In place of a number of bits: the widest vectors of the machine. To ask for them takes tens of milliseconds. */
    private static final int WIDEST = -1;

    /** In place of a number of bits: the property asks for what there is not. */
    private static final int WRONG = -2;

    private static final Choice CHOICE =
            choose(System.getProperty("katsuo.kernels", "auto").trim().toLowerCase(Locale.ROOT));

    static {
        SIMD = CHOICE.bits > 0 || CHOICE.bits == WIDEST;
        WARMS_UP = CHOICE.bits == WIDEST;
    }

    private Kernels() {}

    /** A width and its reason, or what is wrong with the property. */
    private record Choice(int bits, String why) {}

    /**
     * Reports a wrong property to whoever runs a kernel: an error of this class's initialization would hide it, and would be
     * thrown only once.
     *
     * @throws IllegalArgumentException if the property {@code katsuo.kernels} asks for what there is not
     */
    public static void check() {
        if (CHOICE.bits == WRONG) {
            throw new IllegalArgumentException("katsuo.kernels: " + CHOICE.why);
        }
    }

    /** Initialised when the width is first needed, which loads the Vector API. */
    private static final class Width {
        static final int BITS = CHOICE.bits == WIDEST ? widest() : CHOICE.bits;

        private static int widest() {
            int bits = Math.min(512, VectorProbe.preferredBits());
            return bits >= 128 ? bits : 0;
        }
    }

    /**
     * {@return the vector width in bits, a constant to the compiler; 0 for scalar kernels. The first call loads the
     * Vector API}
     */
    public static int bits() {
        check();
        return SIMD ? Width.BITS : 0;
    }

    /**
     * Whether SIMD kernels can run now, or take over from their scalar twins one by one. If not, nothing that depends on the
     * vector width may be touched; the first call has the Vector API loaded in the background.
     *
     * @return false with scalar kernels, and while the Vector API is being loaded
     */
    public static boolean areLoaded() {
        check();
        return SIMD && (!WARMS_UP || WarmUp.isLoaded());
    }

    /** {@return what was chosen: {@code "scalar"}, {@code "128"}, {@code "256"} or {@code "512"}} */
    public static String name() {
        return bits() > 0 ? Integer.toString(bits()) : "scalar";
    }

    /** {@return a line that says what was chosen and why} */
    public static String describe() {
        check();
        if (!SIMD) {
            return "scalar kernels (" + CHOICE.why + ")";
        }
        if (bits() == 0) {
            return "scalar kernels (this machine offers vectors of less than 128 bits)";
        }
        return "SIMD kernels of " + bits() + " bits (" + CHOICE.why + ")" + WarmUp.describe();
    }

    /**
     * {@return the names of the kernels that were called but still run as their scalar twins, in the order of their
     * first calls}
     */
    public static List<String> pending() {
        return WarmUp.pending();
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
                return new Choice(WRONG, "\"" + wish + "\" is not one of auto, scalar, 128, 256, 512");
        }
    }

    private static Choice forced(int bits) {
        if (!hasModule()) {
            return new Choice(
                    WRONG,
                    bits + " bits need the module " + MODULE + "; add --add-modules=" + MODULE
                            + " to the java command");
        }
        int most = VectorProbe.preferredBits();
        if (bits <= most) {
            return new Choice(bits, "forced by katsuo.kernels; this machine offers up to " + most + " bits");
        }
        if (Boolean.getBoolean("katsuo.kernels.emulate")) {
            return new Choice(bits, "EMULATED, slow: this machine offers up to " + most + " bits");
        }
        return new Choice(
                WRONG, "this machine offers at most " + most + " bits, not " + bits + "; use auto or " + most);
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
        return new Choice(WIDEST, "the widest that this machine offers");
    }

    private static boolean hasModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
