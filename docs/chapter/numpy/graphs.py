"""Two shopping trips, forwards: every value on the way has a name and stays."""

TAX = 1.1

apples = 2 * 100
oranges = 3 * 150
print("two apples:            ", apples, "->", round(apples * TAX, 10))

fruit = apples + oranges
print("and three oranges:     ", apples, "+", oranges, "=", fruit, "->", round(fruit * TAX, 10))

elsewhere = 4000  # how it came about is nobody's business here
basket = elsewhere + apples
print("on top of 4000 yen:    ", basket, "->", round(basket * TAX, 10))


def total(price, count=2, tax=TAX):
    return price * count * tax


# What one yen more on the price tag does to the bill.
print("one yen more an apple: ", round(total(101) - total(100), 10))
print("half a yen more:       ", round(total(100.5) - total(100), 10))
