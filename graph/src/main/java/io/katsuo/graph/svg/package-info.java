/**
 * Pictures as SVG text: a small writer, and a line chart on it. Equal input gives equal text on every machine and in
 * every locale; colours follow the viewer's light or dark mode.
 */
package io.katsuo.graph.svg;
