"""Two apples and three oranges, with tax: four nodes there, the same four back."""
from nodes import add, mul

apples, back_apples = mul(100, 2)
oranges, back_oranges = mul(150, 3)
fruit, back_fruit = add(apples, oranges)
bill, back_bill = mul(fruit, 1.1)

d_fruit, d_tax = back_bill(1)
d_apples, d_oranges = back_fruit(d_fruit)
d_orange, d_orange_count = back_oranges(d_oranges)
d_apple, d_apple_count = back_apples(d_apples)

print("bill        ", bill)
print("tax         ", d_tax)
print("apple price ", d_apple, "  apple count ", d_apple_count)
print("orange price", d_orange, "  orange count", d_orange_count)
