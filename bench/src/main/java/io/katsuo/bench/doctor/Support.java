package io.katsuo.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/** Where Katsuo was tried, as docs/deployment.md says. */
final class Support {
    private Support() {}

    /** What of this machine nobody has tried; empty if all of it was tried. */
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
        if (jvm.preferredVectorBits() != null && jvm.preferredVectorBits() >= 512) {
            untried.add("512-bit vectors as hardware");
        }
        return untried;
    }
}
