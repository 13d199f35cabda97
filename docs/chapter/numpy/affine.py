"""x W + b for one sample and for a batch."""
import numpy as np


def affine(x, w, b):
    def back(g):
        rows, g_rows = np.atleast_2d(x, g)
        return g @ w.T, rows.T @ g_rows, g_rows.sum(axis=0)

    return x @ w + b, back


if __name__ == "__main__":
    w = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    b = np.array([0.1, 0.2, 0.3])

    y, back = affine(np.array([1.0, 2.0]), w, b)
    dx, dw, db = back(np.array([1.0, 0.0, -1.0]))
    print("one sample: y", y, " dx", dx, " db", db)
    print("dW\n", dw)

    batch = np.array([[1.0, 0.0], [0.0, 1.0]])
    y, back = affine(batch, np.array([[0.0, 0, 0], [10, 10, 10]]), np.array([1.0, 2.0, 3.0]))
    dx, dw, db = back(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    print("a batch of two: y\n", y)
    print("db", db, " shapes: dx", dx.shape, " dW", dw.shape)
