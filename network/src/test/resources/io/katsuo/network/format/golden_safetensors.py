"""Wrote the .safetensors files beside it, with safetensors 0.8.0, NumPy 2.4.6 and ml_dtypes, from the types of golden.py.
Tests do not run it."""
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

ramp = (np.arange(24, dtype="<f4") / 4).reshape(2, 3, 4)
texts = {"format": "np", "a \"note\"": "ä\n"}
save_file({"b": np.array(1.5, "<f4"), "a/ü": ramp, "c": np.zeros((0, 5), "<f4")}, "plain.safetensors", texts)

types = np.load("types.npz")
tensors = {key: values for key, values in types.items() if "C" in key and not key.startswith(">")}
tensors["bf16"] = (ramp / 3).astype(ml_dtypes.bfloat16)
tensors["bf16/float32"] = tensors["bf16"].astype("<f4")
save_file(tensors, "types.safetensors")
