package io.katsuo.network.optimizer;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * An optimizer whose update of an element depends only on the element, its gradient and its own state. Large parameters
 * are split among threads.
 */
abstract class ElementwiseOptimizer implements Optimizer {
    /** The time of an element relative to that of an addition. */
    private static final int WORK = 4;

    private final String name;
    private final Schedule schedule;
    private final String[] slots;
    private final Parallel.Range range = this::change;
    private final List<Param> known = new ArrayList<>();
    private final List<Tensor[]> memory = new ArrayList<>();
    /** η in the current step. */
    float rate;

    /** The parameter that is updated, and its value as a dense tensor. */
    private Param parameter;

    private Tensor value;
    private Tensor[] remembered;

    /** An optimizer with a name and the names of the state of each element. */
    ElementwiseOptimizer(String name, Schedule rate, String... slots) {
        this.name = name;
        this.schedule = rate;
        this.slots = slots;
    }

    /** A number that must be at least 0 and, as a float, below 1. */
    final float ratio(String what, double value) {
        if (!(value >= 0 && (float) value < 1)) {
            throw new IllegalArgumentException(name + ": " + what + " must be at least 0 and below 1: " + value);
        }
        return (float) value;
    }

    /** Sets other values than {@link #rate} that are the same for all elements in a step. */
    void begin(long step) {}

    /**
     * Changes some elements of the value.
     *
     * <p>All arrays use the same index, without offsets; the JIT does not vectorize other loops.
     */
    abstract void change(float[] w, float[] g, Tensor[] memory, int from, int to);

    private void change(int from, int to) {
        change(value.array(), parameter.gradient().array(), remembered, from, to);
    }

    @Override
    public final void update(List<Param> parameters, long step) {
        prepare(parameters);
        rate = (float) schedule.rate(step);
        begin(step);
        for (int i = 0; i < parameters.size(); i++) {
            parameter = parameters.get(i);
            remembered = memory.get(i);
            value = parameter.value();
            if (!value.isContiguous() || value.layout().offset() != 0) {
                value = value.copy();
            }
            Parallel.run((long) WORK * value.size(), value.size(), range);
            if (value != parameter.value()) {
                parameter.value().copyFrom(value);
            }
        }
    }

    private void prepare(List<Param> parameters) {
        boolean same = known.size() == parameters.size();
        for (int i = 0; same && i < known.size(); i++) {
            same = known.get(i) == parameters.get(i);
        }
        if (same) {
            return;
        }
        if (!known.isEmpty()) {
            throw new IllegalStateException(name + ": it remembers the parameters of another network: " + known
                    + "; make one optimizer for each network");
        }
        List<Tensor[]> all = new ArrayList<>();
        for (Param p : parameters) {
            Tensor[] tensors = new Tensor[slots.length];
            for (int k = 0; k < tensors.length; k++) {
                tensors[k] = Tensor.zeros(p.value().shape());
            }
            all.add(tensors);
        }
        // Only now, so that an optimizer for which memory did not suffice can be used later.
        memory.addAll(all);
        known.addAll(parameters);
    }

    @Override
    public final SequencedMap<String, Tensor> state(List<Param> parameters) {
        prepare(parameters);
        SequencedMap<String, Tensor> state = new LinkedHashMap<>();
        for (int k = 0; k < slots.length; k++) {
            for (int i = 0; i < known.size(); i++) {
                state.put(name + "." + slots[k] + "." + known.get(i).name(), memory.get(i)[k]);
            }
        }
        return Collections.unmodifiableSequencedMap(state);
    }

    /** The kind and the rate; the optimizers add their numbers. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + ", rate " + schedule;
    }
}
