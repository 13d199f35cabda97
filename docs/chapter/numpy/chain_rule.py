"""z = (x + y)**2 at x = 3, y = 4: link by link, and by trying it out."""


def z(x, y):
    return (x + y) ** 2


x, y = 3.0, 4.0
t = x + y

dz_dz = 1.0  # where every chain starts
dz_dt = dz_dz * 2 * t  # through the square
dz_dx = dz_dt * 1  # through the sum, to the left input
dz_dy = dz_dt * 1  # and to the right one
print("forward:  t =", t, " z =", z(x, y))
print("backward:", dz_dz, "->", dz_dt, "->", dz_dx, "and", dz_dy)

h = 1e-4
by_differences = (z(x + h, y) - z(x - h, y)) / (2 * h)
print(f"central difference in x: {by_differences:.6f}")
