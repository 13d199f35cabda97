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

/* At most six round ticks of a range: multiples of 1, 2 or 5 times a power of ten, each with its text. */
function ticks(low, high, least) {
  const power = 10 ** Math.floor(Math.log10((high - low) / 5));
  const step = Math.max(least, power * ([1, 2, 5].find((m) => 5.000001 * m * power >= high - low) ?? 10));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const all = [];
  /* From 0, not -0. */
  for (let i = Math.ceil(low / step - 1e-6) || 0; i <= high / step + 1e-6; i++) {
    all.push([i * step, (i * step).toLocaleString("en", {minimumFractionDigits: digits, maximumFractionDigits: digits})]);
  }
  return all;
}

/* Curves over the same axis of steps; each is a list of [step, value], values in the unit that follows the ticks. */
function draw(id, low, high, unit, curves) {
  const chart = element(id);
  chart.replaceChildren();
  const x = (step) => LEFT + (RIGHT - LEFT) * step / total;
  const y = (value) => BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low);
  for (const [value, text] of ticks(low, high, 0)) {
    svg(chart, "line", {class: "grid", x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value)});
    svg(chart, "text", {x: LEFT - 6, y: y(value) + 4, "text-anchor": "end"}, text + unit);
  }
  for (const [step, text] of ticks(0, total, 1)) {
    svg(chart, "text", {x: x(step), y: 194, "text-anchor": x(step) > RIGHT - 30 ? "end" : "middle"}, text);
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
  draw("losses", 0, first, "", [["first", losses]]);
  const lowest = Math.min(100, ...train.map(([, v]) => v), ...test.map(([, v]) => v));
  const low = 10 * Math.floor(lowest / 10 - 1e-9);
  draw("accuracies", Math.max(0, Math.min(low, 90)), 100, "%", [["first", train], ["second", test]]);
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

function accuracies(data) {
  element("train").textContent = percent(data.train);
  element("test").textContent = percent(data.test);
}

let lost; // the timer of a message
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
  point(train, data.steps, data.train === null ? null : 100 * data.train);
  point(test, data.steps, data.test === null ? null : 100 * data.test);
  accuracies(data);
  later();
});
events.addEventListener("end", (event) => {
  events.close();
  clearTimeout(lost);
  const data = JSON.parse(event.data);
  const after = " after step " + (data.steps ?? last).toLocaleString("en");
  if (data.steps === undefined) {
    element("state").textContent = "Training failed" + after + ".";
  } else {
    accuracies(data);
    element("state").textContent = "Training is finished" + after + ": accuracy " + percent(data.train)
      + " on the training images, " + percent(data.test) + " on the test images.";
  }
});
function unconnected(what) {
  element("state").textContent = "No connection after step " + last.toLocaleString("en") + "; " + what + ".";
}

// The server ends each connection after half a minute, and the browser opens another: only a longer gap is told.
events.onerror = () => {
  if (events.readyState === EventSource.CLOSED) {
    clearTimeout(lost);
    unconnected("load the page again");
  } else {
    lost ??= setTimeout(() => unconnected("trying again"), 5000);
  }
};
events.onopen = () => {
  clearTimeout(lost);
  lost = undefined;
};
