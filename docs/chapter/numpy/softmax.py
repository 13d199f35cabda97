"""Softmax with cross-entropy, straight from the scores, and its quiet relative."""
import numpy as np


def log_softmax(scores):
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def softmax_with_loss(scores, t):
    """t: a row of probabilities for each row of scores."""
    scores, t = np.atleast_2d(scores, t)
    log_y = log_softmax(scores)
    samples = len(scores)
    return -(t * log_y).sum() / samples, lambda g: g * (np.exp(log_y) - t) / samples


def show(name, y, t):
    loss, back = softmax_with_loss(np.log(y), t)
    print(f"{name}: loss {loss:.7f}, back {np.round(back(1.0)[0], 6) + 0.0}")


if __name__ == "__main__":
    truth = np.array([0.0, 1.0, 0.0])
    show("a bad guess ", np.array([0.3, 0.2, 0.5]), truth)
    show("a good guess", np.array([0.01, 0.99, 1e-30]), truth)

    print("two scores:  ", np.round(np.exp(log_softmax(np.array([5.3, 10.1]))), 7))
    print("huge scores: ", np.array2string(np.exp(log_softmax(np.array([1010.0, 1000.0, 990.0]))), precision=6))

    y = np.array([0.3, 0.2, 0.5])
    print("identity with squared error: loss", round(0.5 * ((y - truth) ** 2).sum(), 10), " back", y - truth)
