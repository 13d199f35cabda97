import module io.katsuo.core;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.core.ops.Reductions.mean;

/** 02. Tensors, shapes, views that share memory, and broadcasting. */
void main() {
    // @start region="views"
    var x = Tensor.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).reshape(3, 4);
    IO.println(x);
    IO.println("shape " + x.shape() + ", rank " + x.rank() + ", size " + x.size());

    var row = x.row(1);                     // [4]
    var column = x.column(3);               // [3]; axes and indices may be negative
    var middle = x.slice(1, 1, 3);          // columns 1 and 2
    var backwards = x.flip(0);              // the rows in reverse order
    var transposed = x.transpose();         // [4, 3]
    // @end
    IO.println("row " + row + ", column " + column);
    IO.println("middle\n" + middle);
    IO.println("backwards\n" + backwards);

    // All of them are windows on one array: a write through one is seen by all.
    middle.set(1, 0, -5);
    check(x.get(1, 1) == -5 && row.get(1) == -5 && backwards.get(1, 1) == -5 && transposed.get(1, 1) == -5);
    IO.println("after a write through a view: " + row);

    // copy() makes memory of its own. Some shapes need that: the transpose's elements are not in this order.
    try {
        transposed.reshape(12);
        check(false);
    } catch (ShapeException e) {
        IO.println(e.getMessage());
    }
    IO.println("copied: " + transposed.copy().reshape(12));

    // @start region="broadcasting"
    // Shapes are compared from the last axis on; extents of 1, and missing ones, are stretched.
    var table = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});  // [2, 3]
    var perColumn = Tensor.of(10, 20, 30);                        //    [3]
    var perRow = Tensor.of(100, 200).unsqueeze(1);                // [2, 1]
    IO.println(add(table, perColumn));
    IO.println(add(table, perRow));
    IO.println(mul(perRow, perColumn));                           // [2, 3], an outer product
    // @end
    check(mul(perRow, perColumn).get(1, 2) == 6000);

    // Centre each column: the mean has the shape [3], or [1, 3] with keepDims.
    var centred = sub(table, mean(table, 0));
    IO.println("centred\n" + centred);
    check(centred.get(0, 0) == -1.5f);

    try {
        add(table, Tensor.of(1, 2));
        check(false);
    } catch (ShapeException e) {
        IO.println(e.getMessage());
    }
}

void check(boolean claim) {
    if (!claim) {
        throw new AssertionError();
    }
}
