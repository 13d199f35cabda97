"""Prints special-values.txt: what NumPy makes of all pairs of special numbers."""
import numpy as np

np.seterr(all="ignore")
INPUTS = np.array(
    [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.4e-45, -1.4e-45, 2.0**-126, -(2.0**-126), 3.4028235e38, -3.4028235e38,
     1, -1, 0.5, -2, 3], dtype=np.float32)
A, B = np.meshgrid(INPUTS, INPUTS, indexing="ij")
ROWS = np.stack([A.ravel(), B.ravel()], 1)
UNARY = {"neg": np.negative, "abs": np.abs, "square": np.square, "sqrt": np.sqrt, "exp": np.exp, "log": np.log,
         "tanh": np.tanh}
BINARY = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "maximum": np.maximum,
          "minimum": np.minimum, "pow": np.power, "less": np.less, "lessEqual": np.less_equal, "greater": np.greater,
          "greaterEqual": np.greater_equal, "equal": np.equal, "notEqual": np.not_equal}
ROWWISE = {"sum": np.sum, "max": np.max, "min": np.min, "mean": np.mean, "prod": np.prod, "argMax": np.argmax,
           "argMin": np.argmin}


def line(name, values):
    bits = np.asarray(values, dtype=np.float32).ravel()
    print(name, *("NaN" if np.isnan(x) else format(int(x.view(np.uint32)), "x") for x in bits))


print(f"# Results of NumPy {np.__version__} on all pairs of the inputs, as bits of float32; made by special-values.py.")
line("inputs", INPUTS)
for name, function in UNARY.items():
    line(name, function(INPUTS))
for name, function in BINARY.items():
    line(name, function(A, B))
for name, function in ROWWISE.items():
    line(name, function(ROWS, axis=1))
