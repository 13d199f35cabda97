"""Wrote the .npy and .npz files beside it, with NumPy 2.4.6. Tests do not run it; values are asserted in GoldenTest."""
import io

import numpy as np

bits = np.array([0x7fc00000, 0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0x7f800000], dtype="<u4").view("<f4")
ramp = (np.arange(24, dtype="<f4") / 4).reshape(2, 3, 4)
np.save("bits.npy", bits)
np.save("ramp.npy", ramp)
np.save("fortran.npy", np.asfortranarray(ramp))
np.save("scalar.npy", np.array(1.5, "<f4"))
np.save("empty.npy", np.zeros((0, 5), "<f4"))
np.save("objects.npy", np.array([None, {}], object))
np.save("structured.npy", np.zeros(2, [("a", "<f4"), ("b", "<f4")]))
np.lib.format.write_array(open("version2.npy", "wb"), ramp, version=(2, 0))
np.savez("stored.npz", W1=ramp[0], b1=bits)
np.savez_compressed("deflated.npz", W1=ramp[0], b1=bits)

# Each array stands beside what NumPy makes of it in float32.
types = {"b1": [0, 1]}
for t in ["i1", "u1"] + [order + t for t in ("i2", "u2", "i4", "u4", "i8", "u8") for order in "<>"]:
    info = np.iinfo(t)
    odd = [v for v in (2**24 + 1, 2**24 + 3, 2**40 + 2**16 + 1, 2**63 + 2**39, 2**63 + 2**39 + 1, -(2**24) - 1) if info.min <= v <= info.max]
    types[t] = [0, 1, 100, info.min, info.max - 1, info.max] + odd
for t in [order + t for t in ("f2", "f4", "f8") for order in "<>"]:
    info = np.finfo(t)
    types[t] = [0.0, -0.0, 1.5, 1 / 3, np.inf, -np.inf, np.nan, info.smallest_subnormal] + ([65504.0] if t[1:] == "f2" else [3e38, 1e-300])
arrays = {}
for t, values in types.items():
    values = np.array(values + [7] * (len(values) % 2), t).reshape(-1, 2)
    for order in "CF":
        arrays[t + order] = np.array(values, order=order)
        arrays[t + order + "/float32"] = values.astype("<f4")
np.savez_compressed("types.npz", **arrays)
np.save("long-double.npy", np.zeros(2, np.longdouble))
np.save("complex.npy", np.zeros(2, complex))
np.save("string.npy", np.array(["a"]))
np.save("date.npy", np.array(["2026-01-01"], "datetime64[D]"))
np.save("too-large.npy", np.array([1.0, 1e300]))
np.lib.format.write_array(open("version3.npy", "wb"), ramp, version=(3, 0))


class Pipe(io.RawIOBase):
    """What cannot go back: sizes and checksums follow the data, and zip64 is used for all."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, some):
        return self.file.write(some)

    def seek(self, *arguments):
        raise io.UnsupportedOperation


np.savez(Pipe(open("piped.npz", "wb")), W1=ramp[0], b1=bits)
np.savez_compressed(Pipe(open("piped-deflated.npz", "wb")), W1=ramp[0], b1=bits)
