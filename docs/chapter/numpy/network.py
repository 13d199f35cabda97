"""Two affine layers with a ReLU between: a gradient, its proof, and some learning."""
import numpy as np
from activations import relu
from affine import affine
from softmax import softmax_with_loss


def gradient(parameters, x, t):
    w1, b1, w2, b2 = parameters
    hidden, back1 = affine(x, w1, b1)
    active, back2 = relu(hidden)
    scores, back3 = affine(active, w2, b2)
    loss, back4 = softmax_with_loss(scores, t)
    g, dw2, db2 = back3(back4(1.0))
    _, dw1, db1 = back1(back2(g))
    return loss, [dw1, db1, dw2, db2]


def by_differences(parameters, x, t, h=1e-5):
    result = [np.zeros_like(p) for p in parameters]
    for p, d in zip(parameters, result):
        for i in np.ndindex(p.shape):
            kept = p[i]
            p[i] = kept + h
            above = gradient(parameters, x, t)[0]
            p[i] = kept - h
            below = gradient(parameters, x, t)[0]
            p[i] = kept
            d[i] = (above - below) / (2 * h)
    return result


random = np.random.default_rng(7)
labels = random.integers(0, 3, 60)
x = random.normal(0, 0.4, (60, 4)) + np.eye(3, 4)[labels]
t = np.eye(3)[labels]
parameters = [random.normal(0, 0.5, (4, 8)), np.zeros(8), random.normal(0, 0.5, (8, 3)), np.zeros(3)]

loss, exact = gradient(parameters, x, t)
for name, a, n in zip(["W1", "b1", "W2", "b2"], exact, by_differences(parameters, x, t)):
    print(f"{name}: {a.size:2d} entries, mean |difference| below 1e-9: {np.abs(a - n).mean() < 1e-9}")

for step in range(201):
    loss, gradients = gradient(parameters, x, t)
    if step % 100 == 0:
        print(f"step {step:3d}: loss {loss:.4f}")
    for p, d in zip(parameters, gradients):
        p -= 0.5 * d
