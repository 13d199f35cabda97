package io.katsuo.mnist.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of the machine decides where data is looked for.
 *
 * @param env the environment
 * @param cache the user's cache directory for MNIST
 * @param mirrors where to download from
 * @param patience how long to wait for them
 */
record Surroundings(Map<String, String> env, Path cache, List<URI> mirrors, Patience patience) {
    /**
     * Public mirrors of MNIST, in the order in which they are tried: PyTorch's and the one of the Computer Vision
     * Foundation. The original server, yann.lecun.com, hands out nothing any more.
     */
    private static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    /** Where a site with a mirror of its own names it: addresses with commas between them; empty for no download. */
    private static final String MIRRORS_PROPERTY = "katsuo.mnist.mirrors";

    /** This machine's. */
    static Surroundings actual() throws IOException {
        Map<String, String> env = System.getenv();
        Path cache =
                MnistCache.usualPlace(env, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        return new Surroundings(env, cache, mirrors(System.getProperty(MIRRORS_PROPERTY)), Patience.USUAL);
    }

    /** The same, with nowhere to download from. */
    Surroundings withoutMirrors() {
        return new Surroundings(env, cache, List.of(), patience);
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
            throw new IOException(MIRRORS_PROPERTY + ": " + address + ", expected an address of http or https");
        } catch (URISyntaxException e) {
            throw new IOException(MIRRORS_PROPERTY + ": no address: " + address, e);
        }
    }
}
