package io.katsuo.bench.guide;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file of one class, to quote from. */
final class JavaSource {
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final ClassTree type;

    private JavaSource(String text, CompilationUnitTree unit, SourcePositions positions) {
        this.text = text;
        this.unit = unit;
        this.positions = positions;
        this.type = (ClassTree) unit.getTypeDecls().getFirst();
    }

    static JavaSource read(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            return new JavaSource(Guide.read(file), unit, Trees.instance(task).getSourcePositions());
        }
    }

    /** The whole class, without package and imports. */
    String type() {
        return quote(type);
    }

    /** A method or constructor ({@code <init>}), its signature included. */
    String method(String name) {
        return quote(find(name));
    }

    /**
     * The statements of a method, without those that only print fixed text or hand over a picture: a page shows their
     * results.
     */
    String body(String name) {
        BlockTree block = find(name).getBody();
        StringBuilder body = new StringBuilder(text);
        body.setLength((int) positions.getEndPosition(unit, block) - 1);
        for (StatementTree statement : block.getStatements().reversed()) {
            if (isLeftOut(statement)) {
                int end = body.indexOf("\n", (int) positions.getEndPosition(unit, statement)) + 1;
                body.delete(body.lastIndexOf("\n", (int) positions.getStartPosition(unit, statement)) + 1, end);
            }
        }
        String rest = body.substring(body.indexOf("\n", (int) positions.getStartPosition(unit, block)) + 1);
        return rest.stripTrailing().stripIndent().replaceAll("\n{3,}", "\n\n").replaceFirst("^\n+", "") + "\n";
    }

    private static boolean isLeftOut(StatementTree statement) {
        if (statement instanceof ForLoopTree loop) {
            return isLeftOut(loop.getStatement());
        }
        if (statement instanceof BlockTree block) {
            return block.getStatements().stream().allMatch(JavaSource::isLeftOut);
        }
        if (!(statement instanceof ExpressionStatementTree expression)
                || !(expression.getExpression() instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return false;
        }
        String receiver = select.getExpression().toString();
        return receiver.equals("pictures")
                || receiver.equals("out") && call.getArguments().stream().allMatch(JavaSource::isFixed);
    }

    private static boolean isFixed(Tree text) {
        return text instanceof LiteralTree
                || text instanceof BinaryTree sum && isFixed(sum.getLeftOperand()) && isFixed(sum.getRightOperand());
    }

    private MethodTree find(String name) {
        return type.getMembers().stream()
                .filter(member ->
                        member instanceof MethodTree method && method.getName().contentEquals(name))
                .map(MethodTree.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + name + " in " + type.getSimpleName()));
    }

    private String quote(Tree tree) {
        int start = (int) positions.getStartPosition(unit, tree);
        int line = text.lastIndexOf('\n', start) + 1;
        return text.substring(line, (int) positions.getEndPosition(unit, tree)).stripIndent() + "\n";
    }
}
