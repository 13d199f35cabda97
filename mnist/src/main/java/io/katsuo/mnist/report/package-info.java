/** What the commands show of a trained network: its figures, its mistakes, and the page of a training run. */
package io.katsuo.mnist.report;
