package io.katsuo.network;

import java.io.Serializable;

/**
 * How a batch is split into blocks of consecutive samples, and what a block contributes to a step: its gradient or,
 * with {@code localSteps}, the change of the parameters in that many steps of gradient descent on equal parts of the
 * block (McMahan et al.: "Communication-efficient learning of deep networks from decentralized data", 2017, with a
 * block as the client). The contributions of all blocks are added by a {@link BlockTree}.
 *
 * @param blockSize the number of samples of a block, the last of a batch may have fewer; 0 for one block per batch
 * @param localSteps the number of steps that a block takes on its own; 0 for none
 * @param localRate the learning rate of these steps
 */
public record BlockPlan(int blockSize, int localSteps, double localRate) implements Serializable {
    private static final long serialVersionUID = 1;

    /** A batch is one block. */
    static final BlockPlan WHOLE = new BlockPlan(0, 0, 0);

    /** A plan with these numbers. */
    public BlockPlan {
        if (blockSize < 0 || localSteps < 0 || localSteps > 0 && !(localRate > 0 && Double.isFinite(localRate))) {
            throw new IllegalArgumentException(
                    "block plan: numbers of at least 0 and a finite rate above 0 needed: block" + " size " + blockSize
                            + ", " + localSteps + " local steps, rate " + localRate);
        }
    }

    /** The number of blocks of a batch. */
    public int blocks(int samples) {
        return blockSize == 0 ? 1 : Math.ceilDiv(samples, blockSize);
    }

    /** The number of the first sample of a block; for the number of blocks, the number of samples. */
    public int first(int block, int samples) {
        return (int) Math.min(samples, (long) block * (blockSize == 0 ? samples : blockSize));
    }

    /** As a checkpoint has it. */
    @Override
    public String toString() {
        return (blockSize == 0 ? "none" : Integer.toString(blockSize))
                + (localSteps == 0 ? "" : ", " + localSteps + " local steps of rate " + localRate);
    }
}
