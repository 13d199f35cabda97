package io.katsuo.graph.diagram;

/**
 * What a node computes from the nodes whose arrows lead to it, for a page that computes it again with other inputs.
 *
 * @param name how formulas call the node
 * @param formula the node's value in terms of their names
 * @param operation the operation's sign, {@code input}, {@code constant}, or {@code end} for the text after the last one
 * @param number the value of an input or constant, the second operand that an operation keeps inside, or the upstream
 *     value of the end; NaN if there is none
 */
record Computation(String name, String formula, String operation, double number) {}
