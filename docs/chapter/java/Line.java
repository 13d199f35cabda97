import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far is the line w·x + b from the point (x, t), and how does that change with w and b? */
void main() throws IOException {
    Graph graph = new Graph();
    Node w = graph.input("w");
    Node x = graph.input("x");
    Node b = graph.input("b");
    Node t = graph.input("t");
    Node y = w.multiply(x).add(b).named("y");
    Node loss = y.subtract(t).square().named("loss");

    Evaluation forward = graph.evaluate(2, 3, 1, 10); // w, x, b and t, in the order in which they were made
    IO.print(forward.trace());

    Gradients backward = forward.backward(loss);
    IO.print(backward.trace());
    IO.println("With w the loss changes by " + backward.of(w) + ", with b by " + backward.of(b) + ".");

    Files.writeString(Path.of("line.svg"), backward.diagram("A line, a point, and the error between them").toSvg());
}
