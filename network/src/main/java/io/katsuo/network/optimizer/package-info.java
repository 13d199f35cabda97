/** Optimizers, schedules of their rates, and changes of gradients before an update. */
package io.katsuo.network.optimizer;
