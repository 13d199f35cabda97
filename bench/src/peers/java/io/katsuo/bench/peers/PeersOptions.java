package io.katsuo.bench.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What is to be compared.
 *
 * @param threads how many threads the systems may use
 * @param products the shapes
 * @param systems Katsuo first
 * @param passes how many JVMs each system gets for each shape
 * @param json where the figures go, or null
 */
record PeersOptions(int threads, List<Product> products, List<Peer> systems, int passes, Path json) {
    private static final String THREADS = "--threads";
    private static final String SHAPES = "--shapes";
    private static final String SYSTEMS = "--systems";
    private static final String PASSES = "--passes";
    private static final String JSON = "--json";

    static void declare(CommandSpec spec) {
        add(spec, Integer.class, THREADS, "N", "1", "Threads that each system may use.");
        add(spec, String.class, SHAPES, "FILTER", "", "Only shapes whose names match this regular expression.");
        add(
                spec,
                String.class,
                SYSTEMS,
                "LIST",
                "katsuo,mkl,openblas",
                "Systems by name, separated by commas, or all: katsuo, mkl, openblas, vectorblas, ejml, ojalgo,"
                        + " commons-math3.");
        add(spec, Integer.class, PASSES, "N", "5", "JVMs for each system and shape; ratios are medians over them.");
        spec.addOption(OptionSpec.builder(JSON)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Write the figures to this file.")
                .build());
    }

    private static void add(CommandSpec spec, Class<?> type, String name, String label, String standard, String text) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .defaultValue(standard)
                .description(text + (standard.isEmpty() ? "" : " Default: " + standard + "."))
                .build());
    }

    static PeersOptions of(CommandSpec spec) {
        int threads = positive(spec, THREADS);
        return new PeersOptions(
                threads, products(spec), systems(spec, threads), positive(spec, PASSES), value(spec, JSON));
    }

    private static <T> T value(CommandSpec spec, String name) {
        return spec.findOption(name).getValue();
    }

    private static int positive(CommandSpec spec, String name) {
        int number = PeersOptions.<Integer>value(spec, name);
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), name + " must be at least 1, not " + number);
        }
        return number;
    }

    private static List<Product> products(CommandSpec spec) {
        String filter = value(spec, SHAPES);
        Pattern pattern;
        try {
            pattern = Pattern.compile(filter);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(), SHAPES + " is not a regular expression: " + e.getDescription());
        }
        List<Product> products = Product.ALL.stream()
                .filter(product -> pattern.matcher(product.name()).find())
                .toList();
        if (products.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no shape matches " + filter + "; there are "
                            + Product.ALL.stream().map(Product::name).toList());
        }
        return products;
    }

    private static List<Peer> systems(CommandSpec spec, int threads) {
        String names = value(spec, SYSTEMS);
        if (names.equals("all")) {
            return Arrays.stream(Peer.values())
                    .filter(peer -> threads == 1 || peer.threaded)
                    .toList();
        }
        List<String> wanted = List.of(names.split(","));
        for (String name : wanted) {
            Peer peer;
            try {
                peer = Peer.named(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
            if (threads > 1 && !peer.threaded) {
                throw new ParameterException(
                        spec.commandLine(), peer.id + " cannot be told a number of threads: compare it with one");
            }
        }
        return Arrays.stream(Peer.values())
                .filter(peer -> peer == Peer.KATSUO || wanted.contains(peer.id))
                .toList();
    }
}
