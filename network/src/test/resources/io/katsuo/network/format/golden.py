"""Wrote the .npy and .npz files beside it, with NumPy 2.4.6. Tests do not run it; values are asserted in GoldenTest."""
import numpy as np

bits = np.array([0x7fc00000, 0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0x7f800000], dtype="<u4").view("<f4")
ramp = (np.arange(24, dtype="<f4") / 4).reshape(2, 3, 4)
np.save("bits.npy", bits)
np.save("ramp.npy", ramp)
np.save("fortran.npy", np.asfortranarray(ramp))
np.save("scalar.npy", np.array(1.5, "<f4"))
np.save("empty.npy", np.zeros((0, 5), "<f4"))
np.save("double.npy", np.arange(3.0))
np.save("bigendian.npy", np.arange(3, dtype=">f4"))
np.save("objects.npy", np.array([None, {}], object))
np.save("structured.npy", np.zeros(2, [("a", "<f4"), ("b", "<f4")]))
np.lib.format.write_array(open("version2.npy", "wb"), ramp, version=(2, 0))
np.savez("stored.npz", W1=ramp[0], b1=bits)
np.savez_compressed("deflated.npz", W1=ramp[0], b1=bits)
