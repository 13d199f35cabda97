package io.katsuo.network;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the vectors of all blocks of a batch in an order that depends only on the number of blocks: node {@code i} of
 * level {@code l + 1} is the sum of nodes {@code 2i} and {@code 2i + 1} of level {@code l}, or node {@code 2i} if that
 * is the last one. The blocks are level 0. A process that has several adjacent blocks adds them as the tree does, and
 * the receiver of these sums continues: the bits do not depend on how the blocks are distributed.
 *
 * <p>Concurrent use: one thread.
 */
public final class BlockTree {
    private final int blocks;
    private final ArrayDeque<float[]> free = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * A sum of some blocks.
     *
     * @param level 0 for a block
     * @param index the index of the node in its level
     * @param sum the vector; not copied
     */
    public record Node(int level, int index, float[] sum) implements Serializable {
        private static final long serialVersionUID = 1;

        /** The first block that this is a sum of. */
        public int firstBlock() {
            return index << level;
        }
    }

    /** An empty tree for this number of blocks. */
    public BlockTree(int blocks) {
        this.blocks = blocks;
    }

    int blocks() {
        return blocks;
    }

    /** A vector that {@link #add} no longer needs, or a new one. */
    public float[] buffer(int length) {
        float[] buffer = free.poll();
        return buffer == null || buffer.length != length ? new float[length] : buffer;
    }

    /** Adds a node, whose vector is written; calls come in the order of {@link Node#firstBlock}. */
    public void add(Node added) {
        Node node = promoted(added);
        while (!nodes.isEmpty() && isRight(node)) {
            Node left = nodes.getLast();
            if (left.level != node.level || left.index != node.index - 1) {
                break;
            }
            nodes.removeLast();
            for (int i = 0; i < node.sum.length; i++) {
                left.sum[i] += node.sum[i];
            }
            free.push(node.sum);
            node = promoted(new Node(node.level + 1, node.index >> 1, left.sum));
        }
        nodes.add(node);
    }

    private static boolean isRight(Node node) {
        return (node.index & 1) == 1;
    }

    /** The node that a node without a right neighbour is the only child of, and so on. */
    private Node promoted(Node node) {
        Node result = node;
        while (result.index > 0 && !isRight(result) && (long) result.index + 1 << result.level >= blocks) {
            result = new Node(result.level + 1, result.index >> 1, result.sum);
        }
        return result;
    }

    /** The sums of what was added so far, in the smallest number of nodes. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * The sum of all blocks; the tree is empty afterwards.
     *
     * @return the vector, which the next {@link #buffer} may return
     * @throws IllegalStateException if blocks are missing
     */
    public float[] sum() {
        if (nodes.size() != 1 || nodes.getFirst().index != 0 || 1L << nodes.getFirst().level < blocks) {
            throw new IllegalStateException("block tree: not the nodes of " + blocks + " blocks: "
                    + nodes.stream().map(n -> n.level + "/" + n.index).toList());
        }
        float[] sum = nodes.removeFirst().sum;
        free.push(sum);
        return sum;
    }
}
