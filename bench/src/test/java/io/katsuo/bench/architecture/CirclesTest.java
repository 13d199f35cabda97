package io.katsuo.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes do not depend on each other in a circle, except for the circles that are listed here with a reason. */
class CirclesTest {
    /** Packages, the members of a circle, and the reason for it. A circle may be smaller than its line. */
    private static final List<String[]> ALLOWED = List.of(
            circle(
                    "core.parallel",
                    "Job Parallel Pool Threads Worker",
                    "A job and the workers that run it: one protocol, proven together."),
            circle(
                    "core.tensor",
                    "NestedArrays Tensor TensorFormat",
                    "A tensor prints itself and is made of nested arrays; both are parts of its own file by nature."),
            circle(
                    "core.ops",
                    "ColumnDots ElementwisePlan GatherPlan GemmPlan LineSum ReductionPlan RowDots RowPlan Workspace",
                    "The workspace of a thread keeps the plans, and a plan takes its memory from the workspace."),
            circle(
                    "core.kernel.gemm",
                    "PackedBlock SimdGemm",
                    "A packed block knows the tile sizes of the product that reads it."),
            circle(
                    "core.kernel",
                    "Bytes SimdBytes",
                    "A SIMD kernel and its scalar twin, which takes its place until it is ready."),
            circle(
                    "network.files",
                    "AtomicFile Staging",
                    "The steps of one atomic write, and the name of its temporary files."),
            circle(
                    "graph.diagram",
                    "Alignment Breaks Columns Diagram DiagramPage DotWriter Figure Layering Levels Ordering Placement Ports"
                            + " RowPlacement SvgPainter Topology Vertex",
                    "The model of a diagram draws itself, and each step of the layout reads the model."),
            circle(
                    "graph",
                    "Evaluation Formulas Gradients Graph GraphDiagram Node Trace",
                    "One facade: a graph evaluates itself, an evaluation gives gradients and traces of its graph."),
            circle(
                    "core.kernel",
                    "Kernel Kernels Simd WarmUp",
                    "A kernel starts as its scalar twin, and the warm-up exchanges it among all kernels."),
            circle(
                    "layers",
                    "BatchFormula ElementwiseFormula Formula",
                    "The interface makes its two implementations, so that callers know one name."),
            circle(
                    "layers",
                    "Layer LayerMemory",
                    "The memory of a layer that is used alone calls the layer's formulas."),
            circle("network.numeric", "Ridders Stencil", "Ridders' extrapolation is one of the stencils it uses."),
            circle(
                    "network.numeric",
                    "Differences DoubleNetwork Perturbation",
                    "Differences come from perturbations, which the network in double computes whose entry they change."),
            circle(
                    "network",
                    "Accuracy Architecture Classifier Network NetworkBuilder ParameterFile Pass ScoreBlocks SummaryTable Workspace",
                    "A network is the facade of what is computed with it."),
            circle(
                    "network.optimizer",
                    "ClipByNorm ClipByValue Optimizer WeightDecay",
                    "The interface makes optimizers that change the gradients first, so that callers know one name."),
            circle(
                    "network",
                    "TrainingListener TrainingLogger",
                    "The interface has its default, so that users find it there."),
            circle(
                    "network.gradcheck",
                    "GradientReport ReportJson ReportTable",
                    "A report prints itself as a table and as JSON."),
            circle(
                    "network.gradcheck",
                    "ChainStep DoubleBackward LossGradient",
                    "The backward pass in double and its steps."),
            circle(
                    "mnist.cli",
                    "ExampleOutput PictureFiles PicturePage",
                    "The pages show the files and each other, and are among them."),
            circle(
                    "mnist.cli",
                    "ChapterCommand GradcheckCommand Main TrainCommand",
                    "The commands use the exit codes of their main class, which lists the commands."));

    private static String[] circle(String packageName, String members, String reason) {
        return new String[] {packageName, members, reason};
    }

    @Test
    void onlyTheListedCirclesExist() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : Compiled.CLASSES) {
            Set<String> used = uses.computeIfAbsent(outermost(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                used.add(outermost(dependency.getTargetClass()));
            }
        }
        List<Set<String>> unlisted = new ArrayList<>(circles(uses));
        unlisted.removeIf(circle -> ALLOWED.stream().anyMatch(allowed -> isWithin(circle, allowed)));
        assertEquals(List.of(), unlisted);
    }

    @Test
    void listedCirclesNameClassesThatExist() {
        List<String> missing = ALLOWED.stream()
                .flatMap(
                        allowed -> Stream.of(allowed[1].split(" ")).map(name -> "io.katsuo." + allowed[0] + "." + name))
                .filter(name -> !Compiled.CLASSES.contain(name))
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean isWithin(Set<String> circle, String[] allowed) {
        List<String> members = List.of(allowed[1].split(" "));
        return circle.stream()
                .allMatch(name -> name.substring(0, name.lastIndexOf('.')).equals("io.katsuo." + allowed[0])
                        && members.contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("^\\[+L?", "").replaceFirst("[$;].*", "");
    }

    @Test
    void circlesAreFound() {
        Map<String, Set<String>> uses = Map.of(
                "a", Set.of("b", "x"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of("d", "e"), "e", Set.of());
        assertEquals(List.of(Set.of("a", "b", "c")), circles(uses));
    }

    /** The strongly connected components of two or more nodes, by Tarjan's algorithm (SIAM J. Comput. 1, 1972). */
    private static List<Set<String>> circles(Map<String, Set<String>> uses) {
        Components components = new Components(uses);
        uses.keySet().forEach(components::visit);
        return components.found;
    }

    private static final class Components {
        private final Map<String, Set<String>> uses;
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<Set<String>> found = new ArrayList<>();

        Components(Map<String, Set<String>> uses) {
            this.uses = uses;
        }

        private int visit(String node) {
            if (lowest.containsKey(node)) {
                return open.contains(node) ? lowest.get(node) : Integer.MAX_VALUE;
            }
            int number = lowest.size();
            lowest.put(node, number);
            open.push(node);
            int least = number;
            for (String used : uses.get(node)) {
                if (uses.containsKey(used)) {
                    least = Math.min(least, visit(used));
                }
            }
            lowest.put(node, least);
            if (least == number) {
                Set<String> component = new TreeSet<>();
                String member;
                do {
                    member = open.pop();
                    component.add(member);
                } while (!member.equals(node));
                if (component.size() > 1) {
                    found.add(component);
                }
            }
            return least;
        }
    }
}
