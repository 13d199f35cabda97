/**
 * The chapter's computational graph: scalars in double precision, independent of tensors.
 *
 * <pre>{@code
 * Graph graph = new Graph();
 * Node apple = graph.input("apple");
 * Node count = graph.input("count");
 * Node tax = graph.input("tax");
 * Node total = apple.multiply(count).multiply(tax).named("total");
 *
 * Evaluation forward = graph.evaluate(100, 2, 1.1);   // keeps every intermediate result
 * forward.value(total);                               // 220.00000000000003
 * Gradients backward = forward.backward(total);       // starts with 1
 * backward.of(apple);                                 // 2.2
 * backward.trace();                                   // the chain rule, step by step
 * forward.with("apple", 101).value(total);            // the same graph, other values
 * }</pre>
 *
 * <pre>
 *   Graph ──evaluate──► Evaluation ──backward──► Gradients
 *   Nodes               value of each node       gradient of each node and edge
 *   grows               never changes            never changes
 * </pre>
 *
 * <p>NaN and infinities propagate as in IEEE 754, except that a switched-off operand of {@link
 * io.katsuo.graph.Node#max(Node) max} gets exactly 0. No pass is recursive, so a chain may have any length.
 */
package io.katsuo.graph;
