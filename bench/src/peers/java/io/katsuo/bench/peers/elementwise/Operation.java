package io.katsuo.bench.peers.elementwise;

import ai.djl.ndarray.NDArray;
import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;

/** The operations, each three times: in double, by Katsuo, by DJL. The second operand is a matrix, or a row. */
enum Operation {
    EXP {
        @Override
        double exact(Operands in, int i, int j) {
            return Math.exp(in.x(i, j));
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Elementwise.exp(x, out);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.exp();
        }
    },
    SIGMOID {
        @Override
        double exact(Operands in, int i, int j) {
            return 1 / (1 + Math.exp(-in.x(i, j)));
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Elementwise.sigmoid(x, out);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.getNDArrayInternal().sigmoid();
        }
    },
    RELU {
        @Override
        double exact(Operands in, int i, int j) {
            return Math.max(in.x(i, j), 0);
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Elementwise.relu(x, out);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.getNDArrayInternal().relu();
        }
    },
    SOFTMAX {
        @Override
        double exact(Operands in, int i, int j) {
            return Math.exp(in.x(i, j)) / in.exponentials()[i];
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Reductions.softmax(x, out);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.softmax(1);
        }
    },
    ADD_ROW {
        @Override
        double exact(Operands in, int i, int j) {
            return in.x(i, j) + in.y(0, j);
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Elementwise.add(x, y, x);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.addi(y);
        }
    },
    ADD {
        @Override
        double exact(Operands in, int i, int j) {
            return in.x(i, j) + in.y(i, j);
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Elementwise.add(x, y, x);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.addi(y);
        }
    },
    SUM0 {
        @Override
        double exact(Operands in, int i, int j) {
            double sum = 0;
            for (int k = 0; k < in.rows(); k++) {
                sum += in.x(k, j);
            }
            return sum;
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            return Reductions.sum(x, 0, out);
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            return x.sum(new int[] {0});
        }
    },
    TRANSPOSE {
        @Override
        double exact(Operands in, int i, int j) {
            return in.x(j, i);
        }

        @Override
        Tensor katsuo(Tensor x, Tensor y, Tensor out) {
            out.copyFrom(x.transpose());
            return out;
        }

        @Override
        NDArray torch(NDArray x, NDArray y) {
            try (NDArray view = x.transpose()) {
                // As one row, for which the elements must be moved: copies of a view keep its order in memory.
                return view.reshape(-1);
            }
        }
    };

    /** An element of the result. */
    abstract double exact(Operands in, int i, int j);

    /** In place where DJL works in place, and then returns x; else out. */
    abstract Tensor katsuo(Tensor x, Tensor y, Tensor out);

    /** In place where DJL can, and then returns x; else a new array. */
    abstract NDArray torch(NDArray x, NDArray y);
}
