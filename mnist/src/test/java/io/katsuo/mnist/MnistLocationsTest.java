package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistLocationsTest {
    private static String cache(Map<String, String> env, String os, String home) {
        return MnistLocations.cache(env, os, home, "/tmp").toString();
    }

    @Test
    void theCacheLiesWhereThePlatformKeepsSuchThings() {
        String home = "/home/me";
        assertEquals("/home/me/.cache/katsuo", cache(Map.of(), "Linux", home));
        assertEquals("/var/cache/me/katsuo", cache(Map.of("XDG_CACHE_HOME", "/var/cache/me"), "Linux", home));
        assertEquals("/home/me/.cache/katsuo", cache(Map.of("XDG_CACHE_HOME", ""), "FreeBSD", home));
        assertEquals("/home/me/.cache/katsuo", cache(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home));
        assertEquals("/home/me/Library/Caches/katsuo", cache(Map.of("XDG_CACHE_HOME", "/x"), "Mac OS X", home));
        assertEquals("/data/katsuo", cache(Map.of("LOCALAPPDATA", "/data"), "Windows 11", home));
        assertEquals("/home/me/AppData/Local/katsuo", cache(Map.of(), "Windows 11", home));
    }

    /** The JVM's home of a user without a passwd entry is "?"; a NUL stands for what the locale cannot represent. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "", "relative", "/home/\0"})
    void aHomeThatIsNoneIsPassedOver(String home) {
        assertEquals("/tmp/katsuo", cache(Map.of(), "Linux", home));
        assertEquals("/root/.cache/katsuo", cache(Map.of("HOME", "/root"), "Linux", home));
        assertEquals("/tmp/katsuo", cache(Map.of("XDG_CACHE_HOME", home, "HOME", home), "Linux", home));
    }
}
