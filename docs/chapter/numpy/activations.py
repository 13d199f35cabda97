"""ReLU and sigmoid, with what each has to keep for the backward pass."""
import numpy as np


def relu(x):
    on = x > 0
    return np.where(on, x, 0.0), lambda g: np.where(on, g, 0.0)


def sigmoid(x):
    e = np.exp(-np.abs(x))  # never overflows
    y = np.where(x >= 0, 1, e) / (1 + e)
    return y, lambda g: g * e / (1 + e) ** 2


def sigmoid_in_steps(x):
    minus = -x
    power = np.exp(minus)
    below = 1 + power
    y = 1 / below
    return y, lambda g: g * -(y**2) * power * -1


if __name__ == "__main__":
    x = np.array([[1.0, -0.5], [-2.0, 3.0]])
    y, back = relu(x)
    print("relu\n", y)
    print("10 from above becomes\n", back(np.full_like(x, 10.0)))

    x = np.array([-2.0, 0.0, 2.0, 40.0])
    y, back = sigmoid(x)
    steps, back_steps = sigmoid_in_steps(x)
    print("sigmoid          ", np.array2string(y, precision=6))
    print("backward, stable ", np.array2string(back(1.0), precision=6))
    print("backward, steps  ", np.array2string(back_steps(1.0), precision=6))
    print("y (1 - y)        ", np.array2string(y * (1 - y), precision=6))
