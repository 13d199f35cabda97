"""Every node gives its value and a function that carries a derivative back through it."""


def add(x, y):
    return x + y, lambda g: (g, g)


def mul(x, y):
    return x * y, lambda g: (g * y, g * x)


if __name__ == "__main__":
    value, back = add(10, 5)
    print("10 + 5 =", value, "   1.3 from above becomes", back(1.3))
    value, back = mul(10, 5)
    print("10 * 5 =", value, "   1.3 from above becomes", back(1.3))
