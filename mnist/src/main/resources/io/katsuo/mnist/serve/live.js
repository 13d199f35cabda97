"use strict";

/* The curves of a training run from its events. */
const LEFT = 46, RIGHT = 590, TOP = 10, BOTTOM = 176;
const losses = [], train = [], test = [];
let total = 1, last = 0, due = false;
const element = (id) => document.getElementById(id);
const percent = (share) => share === null ? "NaN" : (100 * share).toFixed(2) + " %";

function svg(parent, name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
}

/* Curves over the same axis of steps; each is a list of [step, value]. */
function draw(id, low, high, label, curves) {
  const chart = element(id);
  chart.replaceChildren();
  const x = (step) => LEFT + (RIGHT - LEFT) * step / total;
  const y = (value) => BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low);
  for (let i = 0; i <= 4; i++) {
    const value = low + (high - low) * i / 4;
    svg(chart, "line", {class: "grid", x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value)});
    svg(chart, "text", {x: LEFT - 6, y: y(value) + 4, "text-anchor": "end"}, label(value));
    svg(chart, "text", {x: x(total * i / 4), y: 194, "text-anchor": i === 4 ? "end" : "middle"},
      Math.round(total * i / 4).toLocaleString("en"));
  }
  for (const [kind, points] of curves) {
    const line = points.map(([step, value]) => x(step).toFixed(1) + "," + y(Math.min(value, high)).toFixed(1));
    svg(chart, "polyline", {class: kind, points: line.join(" ")});
  }
}

function redraw() {
  due = false;
  const values = losses.map(([, value]) => value);
  const first = Math.max(...values.slice(0, 5), Number.MIN_VALUE);
  draw("losses", 0, first, (value) => value.toPrecision(2), [["first", losses]]);
  const lowest = Math.min(1, ...train.map(([, v]) => v), ...test.map(([, v]) => v));
  const low = Math.floor(lowest * 10 - 1e-9) / 10;
  draw("accuracies", Math.max(0, Math.min(low, 0.9)), 1, (value) => (100 * value).toFixed(1) + "%",
    [["first", train], ["second", test]]);
}

function later() {
  if (!due) {
    due = true;
    requestAnimationFrame(redraw);
  }
}

function point(list, step, value) {
  if (value !== null) list.push([step, value]);
}

const events = new EventSource("events");
events.addEventListener("title", (event) => {
  element("title").textContent = JSON.parse(event.data).title;
});
events.addEventListener("loss", (event) => {
  const {steps, of, loss} = JSON.parse(event.data);
  total = of;
  last = steps;
  point(losses, steps, loss);
  element("loss").textContent = loss === null ? "NaN" : loss.toPrecision(4);
  element("state").textContent = "Step " + steps.toLocaleString("en") + " of " + of.toLocaleString("en");
  later();
});
events.addEventListener("accuracy", (event) => {
  const data = JSON.parse(event.data);
  point(train, data.steps, data.train);
  point(test, data.steps, data.test);
  element("train").textContent = percent(data.train);
  element("test").textContent = percent(data.test);
  later();
});
events.addEventListener("end", (event) => {
  events.close();
  element("state").textContent = "Ended after step " + JSON.parse(event.data).steps.toLocaleString("en") + ".";
});
events.onerror = () => {
  element("state").textContent = "No connection after step " + last.toLocaleString("en") + "; trying again.";
};
