package io.katsuo.bench.doctor;

import io.katsuo.bench.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Derives findings from facts, the worst first: a pure function with all thresholds. */
final class Rules {
    private static final int OLDEST_JDK = 25;
    private static final int NEWEST_TRIED_JDK = 25;
    private static final Runtime.Version FIRST_WITHOUT_KNOWN_BUGS = Runtime.Version.parse("25.0.3");
    private static final int NARROWEST_OF_AVX2 = 256;
    private static final int WIDEST = 512;

    /** {@code katsuo train} on MNIST runs with this heap and runs out of memory with 200 MB. */
    private static final long HEAP_TO_TRAIN = 280L << 20;

    /** At a higher load for each processor, measured times are unreliable. */
    private static final double BUSY = 0.5;

    /** SIMD kernels with a smaller speedup were not compiled to vector instructions. */
    private static final double LEAST_SPEEDUP = 2;

    /** If all cores reach a smaller share of the peak of one core times their number, they are shared or throttled. */
    private static final double LEAST_SCALING = 0.5;

    private final Facts facts;
    private final SystemFacts system;
    private final JvmFacts jvm;
    private final KernelFacts kernels;
    private final Measurements measured;
    private final List<Finding> findings = new ArrayList<>();

    private Rules(Facts facts, Measurements measured) {
        this.facts = facts;
        system = facts.system();
        jvm = facts.jvm();
        kernels = facts.kernels();
        this.measured = measured;
    }

    /** The findings; empty on a healthy machine. */
    static List<Finding> findings(Facts facts, Measurements measured) {
        Rules rules = new Rules(facts, measured);
        rules.jdk();
        rules.compiler();
        rules.kernels();
        rules.vectors();
        rules.check();
        rules.processors();
        rules.heap();
        rules.hugePages();
        rules.load();
        rules.findings.sort(Comparator.comparing(Finding::level).reversed());
        return List.copyOf(rules.findings);
    }

    /** What of this machine was not tried, as docs/deployment.md says; empty if all of it was. */
    static List<String> untried(Facts facts) {
        List<String> untried = new ArrayList<>();
        JvmFacts jvm = facts.jvm();
        if (!jvm.vendor().equals("Eclipse Adoptium") || !jvm.version().startsWith("25.0.3+")) {
            untried.add("JDK " + jvm.version() + " of " + jvm.vendor());
        }
        if (!facts.system().os().startsWith("Linux ")) {
            untried.add(facts.system().os());
        }
        if (!facts.system().architecture().equals("amd64")) {
            untried.add("a processor of architecture " + facts.system().architecture());
        }
        return untried;
    }

    private void jdk() {
        Runtime.Version version = jvm.parsedVersion();
        if (version.feature() < OLDEST_JDK) {
            error(
                    "jdk",
                    "JDK " + version.feature() + " is not supported: Katsuo needs JDK " + OLDEST_JDK,
                    "use a JDK 25, for example Eclipse Temurin 25 (KATSUO_JAVA_HOME names it to the launcher)");
        } else if (version.feature() > NEWEST_TRIED_JDK) {
            warning(
                    "jdk",
                    "Katsuo was not tried on JDK " + version.feature() + ", and each release may change the Vector API"
                            + " while it is an incubator module",
                    "compare with JDK " + NEWEST_TRIED_JDK + " if something is slow or wrong");
        } else if (version.compareToIgnoreOptional(FIRST_WITHOUT_KNOWN_BUGS) < 0) {
            warning(
                    "jdk",
                    "JDK " + jvm.version() + " has a known bug: the G1 collector may move objects that are pinned"
                            + " (JDK-8377811)",
                    "update to JDK 25.0.3 or a later update of 25");
        }
        if (jvm.compactObjectHeaders()) {
            error(
                    "compact-object-headers",
                    "-XX:+UseCompactObjectHeaders is on, and on JDK 25 can silently damage arrays (JDK-8380060)",
                    "remove -XX:+UseCompactObjectHeaders");
        }
        for (String reason : untried(facts)) {
            note("support", reason + ": not tried yet", null);
        }
    }

    private void compiler() {
        switch (jvm.compiler()) {
            case C2 -> {
                // No finding.
            }
            case NONE ->
                warning(
                        "compiler",
                        "this JVM compiles nothing (" + jvm.mode() + "), so Katsuo is at least a hundred times slower",
                        "remove " + option("-Xint", "-XX:TieredStopAtLevel", "-Djava.compiler"));
            case C1 ->
                warning(
                        "compiler",
                        "this JVM has only the compiler C1, which does not compile vectors (" + jvm.mode() + ")"
                                + (kernels.isSimd() ? "; Katsuo chose SIMD kernels nevertheless" : ""),
                        "remove " + option("-XX:TieredStopAtLevel", "-XX:CompilationMode", "-client")
                                + (kernels.isSimd() ? ", or force scalar kernels with -Dkatsuo.kernels=scalar" : ""));
            default ->
                warning(
                        "compiler",
                        "Katsuo was not tried with " + jvm.compiler().words + " (" + jvm.vm()
                                + "), only with HotSpot's C2",
                        "use a JDK with HotSpot and C2, for example Eclipse Temurin 25");
        }
    }

    private void kernels() {
        if (kernels.error() != null) {
            error("kernels", "Katsuo does not run: " + kernels.error(), "correct or remove that option");
        } else if (!jvm.vectorModule()) {
            warning(
                    "kernels",
                    "the module jdk.incubator.vector is not loaded, so the scalar kernels run",
                    "add --add-modules=jdk.incubator.vector to the java command");
        } else if (option("-Dkatsuo.kernels").endsWith("=scalar")) {
            warning("kernels", "scalar kernels are forced", "remove -Dkatsuo.kernels=scalar");
        } else if (kernels.isSimd()
                && jvm.preferredVectorBits() != null
                && Integer.parseInt(kernels.name()) > jvm.preferredVectorBits()) {
            warning(
                    "kernels",
                    "kernels of " + kernels.name() + " bits are emulated here: results are right, but very slow",
                    "remove -Dkatsuo.kernels.emulate");
        } else if (kernels.isSimd()
                && jvm.preferredVectorBits() != null
                && Integer.parseInt(kernels.name()) < Math.min(WIDEST, jvm.preferredVectorBits())) {
            warning(
                    "kernels",
                    "kernels of " + kernels.name() + " bits are forced, but the JVM offers "
                            + jvm.preferredVectorBits(),
                    "remove " + option("-Dkatsuo.kernels"));
        }
    }

    /** Instructions of the processor that the JVM does not use. */
    private void vectors() {
        if (Boolean.FALSE.equals(jvm.fma())) {
            boolean has = has("fma");
            warning(
                    "fma",
                    has
                            ? "the processor has fused multiply-add instructions, but this JVM does not use them; the"
                                    + " scalar kernels emulate them exactly"
                            : "there are no fused multiply-add instructions; the scalar kernels emulate them exactly",
                    has ? "remove " + option("-XX:UseAVX", "-XX:-UseFMA") : null);
        }
        Integer bits = jvm.preferredVectorBits();
        if (bits == null || !jvm.optimises() || !has("avx2")) {
            return;
        }
        if (bits < NARROWEST_OF_AVX2) {
            warning(
                    "vectors",
                    "the processor has vectors of 256 bits or more (AVX2), but this JVM uses " + bits,
                    "remove " + option("-XX:UseAVX", "-XX:MaxVectorSize"));
        } else if (has("avx512f") && bits < WIDEST) {
            note(
                    "vectors",
                    "the processor has vectors of 512 bits, and this JVM uses " + bits + ", its default on"
                            + " processors that are slow with wider ones",
                    "try KATSUO_JAVA_OPTS=-XX:UseAVX=3, and compare");
        }
    }

    private void check() {
        KernelCheck check = measured.check();
        if (check == null) {
            return;
        }
        if (check.late()) {
            warning("check", check.error(), "run again when the machine is idle");
            return;
        }
        if (check.error() != null) {
            error("check", check.error(), "check the options of the JVM; it may need more memory");
            return;
        }
        if (!check.sameBits()) {
            error(
                    "bits",
                    "results differ between kernels, or before and after their compilation: this JVM computes wrong"
                            + " results",
                    "use another build of JDK 25, and report this with the output of --json");
        }
        Double speedup = check.speedup();
        if (speedup != null && speedup < LEAST_SPEEDUP) {
            warning(
                    "speed",
                    String.format(
                            Locale.ROOT,
                            "SIMD kernels are only %.2g times as fast as scalar ones: they were not compiled to vector"
                                    + " instructions, or the machine is busy",
                            speedup),
                    "run again on an idle machine; if the speedup stays low, use -Dkatsuo.kernels=scalar");
        }
    }

    private void processors() {
        Integer all = system.processors();
        if (all != null && jvm.processors() < all) {
            String why = system.processorQuota() == null
                    ? "by its affinity (taskset, a container's cpuset) or -XX:ActiveProcessorCount"
                    : String.format(Locale.ROOT, "by its container's quota of %.2f", system.processorQuota());
            note(
                    "processors",
                    "the JVM may use " + jvm.processors() + " of " + all + " processors, limited " + why,
                    null);
        }
        if (kernels.threads() != null && kernels.threads() > jvm.processors()) {
            warning(
                    "threads",
                    kernels.threads() + " threads share " + jvm.processors() + " processors",
                    "remove " + option("-Dkatsuo.threads"));
        }
        Double one = measured.peakOne();
        if (one != null && measured.peakAll() < LEAST_SCALING * one * jvm.processors()) {
            note(
                    "processors",
                    String.format(
                            Locale.ROOT,
                            "%d processors compute only %.1f times as much as one: they share cores, or other programs"
                                    + " run",
                            jvm.processors(),
                            measured.peakAll() / one),
                    null);
        }
    }

    private void heap() {
        if (jvm.maxHeapBytes() < HEAP_TO_TRAIN) {
            warning(
                    "heap",
                    "the heap is limited to " + (jvm.maxHeapBytes() >> 20) + " MB; training on MNIST needs about "
                            + (HEAP_TO_TRAIN >> 20) + " MB",
                    "give the JVM more memory: KATSUO_JAVA_OPTS=-Xmx1g");
        }
    }

    private void hugePages() {
        if (system.hugePages() == null) {
            return;
        }
        if (system.hugePages().equals("never")) {
            note(
                    "huge-pages",
                    "transparent huge pages are off, so memory access is slightly slower",
                    "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled");
        } else if (!jvm.transparentHugePages() && !system.hugePages().equals("always")) {
            note(
                    "huge-pages",
                    "this JVM does not use transparent huge pages",
                    "add -XX:+UseTransparentHugePages, as the launcher does");
        } else if (measured.hugePageBytes() != null && measured.hugePageBytes() == 0) {
            note("huge-pages", "the system gave no transparent huge pages although the JVM asked for them", null);
        }
    }

    private void load() {
        if (system.load() != null && system.load() > BUSY * jvm.processors()) {
            note(
                    "load",
                    String.format(
                            Locale.ROOT,
                            "the load average of the last minute is %.1f: other programs, or a recent build, make the"
                                    + " figures low",
                            system.load()),
                    "run again when the machine is idle");
        }
    }

    private boolean has(String instruction) {
        return system.instructions() != null && system.instructions().contains(instruction);
    }

    /** The option of this JVM that starts with one of these, or their names if none was given. */
    private String option(String... starts) {
        for (String start : starts) {
            for (String option : jvm.options()) {
                if (option.startsWith(start)) {
                    return option;
                }
            }
        }
        return "the option that causes it (" + String.join(", ", starts) + ")";
    }

    private void error(String subject, String text, String advice) {
        findings.add(new Finding(Level.ERROR, subject, text, advice));
    }

    private void warning(String subject, String text, String advice) {
        findings.add(new Finding(Level.WARNING, subject, text, advice));
    }

    private void note(String subject, String text, String advice) {
        findings.add(new Finding(Level.NOTE, subject, text, advice));
    }
}
