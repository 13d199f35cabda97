"""Traps that can be sprung in a few lines of NumPy. Each line says what happened, not what was hoped for."""
import numpy as np

# T1: a backward that writes into what it was given.
dout = np.array([1.0, 2.0, 3.0])
mask = np.array([True, False, True])
dout[mask] = 0
print("T1   the caller's 1 2 3 is now", dout)

# T2: a mask that nobody has set.
dout = np.array([1.0, 2.0, 3.0])
dout[None] = 0
print("T2   without a forward the gradient is", dout)

# T4: one sample of three classes, divided by its length.
y, t = np.array([0.3, 0.2, 0.5]), np.array([0.0, 1.0, 0.0])
print("T4   one sample:", np.round((y - t) / t.shape[0], 3), "instead of", np.round(y - t, 3))

# T5: labels where rows are expected: ten samples, ten classes, no complaint.
y = np.full((10, 10), 0.1)
labels = np.arange(10)
rows = np.eye(10)[labels]
print("T5   y - labels has shape", (y - labels).shape, "and is off by", np.abs((y - labels) - (y - rows)).max())

# T7: a small number added inside the logarithm.
print(f"T7   loss of a perfect answer {-np.log(1.0 + 1e-7):.1e}, of a hopeless one {-np.log(0.0 + 1e-7):.3f}")

# T8: an index of -1 is the last class.
print("T8   probability of class -1:", np.array([0.2, 0.3, 0.5])[-1])

# T9: a new array under the old name.
w = np.array([1.0])
layer_w = w
w = w - 0.1
print("T9   the owner has", w, "and the layer still", layer_w)

# T13: whole numbers swallow a small step.
x = np.array([3, 4])
x[0] = x[0] + 1e-4
print("T13  3 + 1e-4 stored among integers:", x[0], "  and -200 among bytes:", -np.array([200], dtype=np.uint8))

# T14: 60,000 images in batches of 128.
per_epoch = 60000 / 128
print("T14  reports within 10,000 iterations:", sum(i % per_epoch == 0 for i in range(10000)))

# T17: one NaN, seen by a comparison and by argmax.
row = np.array([1.0, np.nan, 5.0])
print("T17  NaN <= 0:", np.nan <= 0, "  argmax:", row.argmax())

# T18 and T20: the sign of zero, and an exponential that overflows.
with np.errstate(over="ignore"):
    x = np.float32(-90)
    print("T18  max(0, -0.0) =", np.maximum(0.0, -0.0), "  T20  sigmoid(-90) =", 1 / (1 + np.exp(-x)))

# T27: half of a step that float32 cannot take.
x, h = np.float32(3500), np.float32(1e-4)
print("T27  (3500 + h) - (3500 - h) in float32:", (x + h) - (x - h))
