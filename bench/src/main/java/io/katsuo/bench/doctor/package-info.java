/**
 * {@code katsuo doctor}: what this machine offers, what Katsuo chose, and what to change. {@code Facts} and
 * {@code Measurements} are collected; {@code Rules} turns them into findings, and is a pure function.
 */
package io.katsuo.bench.doctor;
