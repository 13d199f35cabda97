package io.katsuo.mnist;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where this machine may have MNIST, and where it may download it from.
 *
 * @param cache the user's cache directory for Katsuo
 * @param mirrors URLs to download from
 * @param patience the timeouts of downloads
 */
record MnistLocations(Map<String, String> env, Path cache, List<URI> mirrors, Patience patience) {
    /**
     * Public mirrors of MNIST, in the order in which they are tried: PyTorch's, and that of the Computer Vision
     * Foundation. The original server, yann.lecun.com, no longer serves the files.
     */
    private static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    /** Replaces the public mirrors: URLs separated by commas; empty for no download. */
    private static final String MIRRORS_PROPERTY = "katsuo.mnist.mirrors";

    /** The locations of this machine. */
    static MnistLocations actual() throws IOException {
        return new MnistLocations(
                System.getenv(), actualCache(), mirrors(System.getProperty(MIRRORS_PROPERTY)), Patience.USUAL);
    }

    /** The user's cache directory on this machine. */
    static Path actualCache() {
        return cache(
                System.getenv(),
                System.getProperty("os.name"),
                System.getProperty("user.home"),
                System.getProperty("java.io.tmpdir"));
    }

    /**
     * The directory for data that programs can fetch again, as this platform's conventions have it; a temporary one for a
     * user without a home, as in containers, or with a home that the locale's encoding cannot represent.
     */
    static Path cache(Map<String, String> env, String os, String home, String temporary) {
        boolean mac = os.startsWith("Mac");
        boolean windows = os.startsWith("Windows");
        Path base = mac ? null : absolute(env.get(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME"));
        for (String place : new String[] {home, env.get("HOME")}) {
            Path directory = absolute(place);
            if (base == null && directory != null) {
                base = directory.resolve(mac ? "Library/Caches" : windows ? "AppData/Local" : ".cache");
            }
        }
        return (base == null ? Path.of(temporary) : base).resolve("katsuo");
    }

    /** The path of this name, or null if it is none or relative, as the XDG specification has it. */
    private static Path absolute(String name) {
        try {
            return name != null && Path.of(name).isAbsolute() ? Path.of(name) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The same without mirrors. */
    MnistLocations withoutMirrors() {
        return new MnistLocations(env, cache, List.of(), patience);
    }

    /** The mirrors that the property names, or the public ones if it is null. */
    static List<URI> mirrors(String property) throws IOException {
        if (property == null) {
            return MIRRORS;
        }
        List<URI> mirrors = new ArrayList<>();
        for (String address : property.split(",")) {
            if (!address.isBlank()) {
                mirrors.add(mirror(address.strip()));
            }
        }
        return mirrors;
    }

    private static URI mirror(String address) throws IOException {
        try {
            URI mirror = new URI(address);
            if (Http.serves(mirror)) {
                return mirror;
            }
            throw new IOException(MIRRORS_PROPERTY + ": " + address + ", expected a URL of http or https");
        } catch (URISyntaxException e) {
            throw new IOException(MIRRORS_PROPERTY + ": not a URL: " + address, e);
        }
    }
}
