package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the reports of a run, keeps the parameters and the layers' state of the best one, and decides when to stop.
 */
final class EarlyStopping {
    private final StoppingMetric metric;
    private final int patience;
    private final List<Param> live;
    private final Map<String, Tensor> kept = new LinkedHashMap<>();
    private EpochReport best;
    /** How many reports there were since the best one. */
    private int waited;

    EarlyStopping(StoppingMetric metric, int patience, Network network) {
        this.metric = metric;
        this.patience = patience;
        this.live = network.saved();
        live.forEach(param -> kept.put(param.name(), param.value().copy()));
    }

    /** What is kept, live: a checkpoint contains it. */
    Map<String, Tensor> kept() {
        return kept;
    }

    /** Goes on from another run's reports; the tensors are restored apart. */
    void replay(List<EpochReport> reports) {
        reports.forEach(this::isBest);
    }

    /** Hears of a report on the network as it is. */
    void accept(EpochReport report) {
        if (isBest(report)) {
            live.forEach(param -> kept.get(param.name()).copyFrom(param.value()));
        }
    }

    private boolean isBest(EpochReport report) {
        boolean better = best == null || metric.isBetter(report, best);
        best = better ? report : best;
        waited = better ? 0 : waited + 1;
        return better;
    }

    boolean stops() {
        return waited >= patience;
    }

    /** Restores the network of the best report, and returns that. */
    EpochReport restore() {
        live.forEach(param -> param.value().copyFrom(kept.get(param.name())));
        return best;
    }
}
