/**
 * The parts that Katsuo's commands share: running a command ({@link io.katsuo.mnist.command.CommandRunner}), its
 * terminal, options and output files. Options are declared by hand instead of by annotations, because reading
 * annotations by reflection would add 60 ms to every start.
 */
package io.katsuo.mnist.command;
