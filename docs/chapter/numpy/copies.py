"""Copying and adding up are mirror images: the backward pass of each is the forward pass of the other."""
import numpy as np


def branch(x):
    return (x, x), lambda g, h: g + h


def repeat(x, times):
    return np.repeat(x, times, axis=0), lambda g: g.sum(axis=0, keepdims=True)


def total(x):
    return x.sum(axis=0, keepdims=True), lambda g: np.repeat(g, len(x), axis=0)


row = np.array([[1.0, 2.0, 3.0]])
rows = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

both, back = branch(row)
print("branch: back", back(np.full_like(row, 0.5), np.full_like(row, 2.0)))
copies, back = repeat(row, 2)
print("repeat: there", copies.tolist(), " back", back(rows))
sums, back = total(rows)
print("sum:    there", sums, " back", back(row).tolist())
