package io.katsuo.bench.claim.sides;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.TwoLayerNet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Central differences on all threads: each has a network of its own, and an equal share of each parameter's entries. */
final class ThreadedDifferences implements Differentiation {
    private final List<KatsuoDifferences> parts;

    ThreadedDifferences(Task task, double step) {
        int threads = Threads.count();
        parts = IntStream.range(0, threads)
                .mapToObj(part -> part(task, step, part, threads))
                .toList();
    }

    private static KatsuoDifferences part(Task task, double step, int part, int parts) {
        TwoLayerNet network = task.newNetwork();
        List<Tensor> shares = new ArrayList<>();
        for (Tensor parameter : network.params().values()) {
            Tensor chosen = task.chosen(parameter);
            int size = chosen.size();
            shares.add(chosen.slice(0, Parallel.share(size, part, parts), Parallel.share(size, part + 1, parts)));
        }
        return new KatsuoDifferences(network, shares, task, step);
    }

    @Override
    public double[][] derivatives() {
        double[][][] found = new double[parts.size()][][];
        Parallel.run(found.length, part -> found[part] = parts.get(part).derivatives());
        double[][] derivatives = new double[found[0].length][];
        for (int i = 0; i < derivatives.length; i++) {
            int parameter = i;
            derivatives[i] = Arrays.stream(found)
                    .flatMapToDouble(part -> Arrays.stream(part[parameter]))
                    .toArray();
        }
        return derivatives;
    }
}
