"use strict";
// Plays the diagrams of a page: see DiagramPage. The text of a player's data is what Diagram.Builder was given.
(() => {
  const sum = values => values.reduce((a, b) => a + b, 0);
  const paren = text => (/^[-−]/.test(text) ? "(" + text + ")" : text);

  // For each operation: the value, the local derivative by operand k, and the formula in numbers.
  const OPERATIONS = {
    "+": [sum, () => 1, x => x.join(" + ")],
    "−": [x => x[0] - x[1], k => (k ? -1 : 1), x => x.join(" − ")],
    "×": [x => x[0] * x[1], (k, x) => x[1 - k], x => x.join(" × ")],
    "/": [x => 1 / x[0], (k, x, y) => -(y * y), x => "1 / " + x[0]],
    "exp": [x => Math.exp(x[0]), (k, x, y) => y, x => "exp(" + x[0] + ")"],
    "log": [x => Math.log(x[0]), (k, x) => 1 / x[0], x => "log(" + x[0] + ")"],
    "**2": [x => x[0] * x[0], (k, x) => 2 * x[0], x => x[0] + "²"],
    "max": [x => Math.max(...x), (k, x) => (x[0] > x[1] || x[0] !== x[0]) === (k === 0) ? 1 : 0,
      x => "max(" + x.join(", ") + ")"],
    "branch": [x => x[0], () => 1, x => x[0]],
    "sigmoid": [x => 1 / (1 + Math.exp(-x[0])), (k, x, y) => y * (1 - y), x => "sigmoid(" + x[0] + ")"],
    "relu": [x => Math.max(x[0], 0), (k, x) => (x[0] > 0 ? 1 : 0), x => "relu(" + x[0] + ")"],
  };

  /** At most five significant digits, as in the drawing. */
  function brief(value) {
    if (!isFinite(value)) {
      return value !== value ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    const exponent = value === 0 ? 0 : +value.toExponential(4).split("e")[1];
    const text = exponent < -4 || exponent > 6
      ? Number(value.toExponential(4).split("e")[0]) + "e" + exponent
      : String(Number(value.toPrecision(5)));
    return text.replace(/-/g, "−");
  }

  function element(name, attributes, ...content) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...content);
    return made;
  }

  /** The nodes and edges of a player's data, linked to each other. */
  function read(section) {
    const data = JSON.parse(section.querySelector("script[type='application/json']").textContent);
    const nodes = data.nodes.map(([label, form, name, formula, operation, number]) =>
      ({ label: label.split("\n")[0], form, name, formula, operation, number: Number(number), in: [], out: [] }));
    const edges = data.edges.map(([from, to, above, below, value, local, product], index) =>
      ({ index, from: nodes[from], to: nodes[to], above, below, value, local, product, formula: local, quiet: !above }));
    edges.forEach(edge => { edge.from.out.push(edge); edge.to.in.push(edge); });
    const order = [];
    while (order.length < nodes.length) {
      order.push(...nodes.filter(node => !order.includes(node) && node.in.every(edge => order.includes(edge.from))));
    }
    const known = node => ["input", "constant", "end"].includes(node.operation) || node.operation in OPERATIONS;
    return { nodes, edges, order, live: nodes.every(known), backward: edges.some(edge => edge.below) };
  }

  /** Both passes in numbers, and the labels that tell them. */
  function compute(graph) {
    graph.order.forEach(node => {
      const rule = OPERATIONS[node.operation];
      node.x = node.in.map(edge => edge.from.y);
      if (rule && node.number === node.number) {
        node.x.push(node.number);
      }
      node.y = rule ? rule[0](node.x) : node.operation === "end" ? node.x[0] : node.number;
    });
    [...graph.order].reverse().forEach(node => {
      const rule = OPERATIONS[node.operation];
      node.dy = node.operation === "end" ? node.number : sum(node.out.map(edge => edge.gradient));
      node.in.forEach((edge, k) => {
        const local = rule ? rule[1](k, node.x, node.y) : 1;
        edge.gradient = node.operation === "max" && local === 0 ? 0 : node.dy * local;
        const named = edge.from.form === "CIRCLE" && edge.to.operation !== "end" && !edge.from.name.startsWith("#");
        edge.above = edge.quiet ? "" : (named ? edge.from.name + " = " : "") + brief(edge.from.y);
        edge.value = brief(edge.from.y);
        if (edge.below) {
          edge.below = brief(edge.gradient);
          edge.local = /^−?[\d.]+$/.test(edge.formula.replace("-", "−")) ? brief(local) : edge.formula + " = " + brief(local);
          edge.product = rule ? paren(brief(node.dy)) + " × " + paren(brief(local)) + " = " + edge.below : edge.below;
        }
      });
    });
  }

  const nameOf = node => node.name || node.label;
  const titleOf = node => (node.form === "CIRCLE" && node.name ? node.label + " (" + node.name + ")" : nameOf(node));
  const valueOf = edge => edge.value || edge.above || "a value";
  const gradientOf = edge => edge.product.replace(/^[^]*=\s/, "") || edge.below;
  const gradients = edges => edges.filter(edge => edge.below).map(gradientOf);
  const total = (node, live) => {
    const parts = gradients(node.out);
    return parts.map((part, i) => (i ? paren(part) : part)).join(" + ")
      + (live && parts.length > 1 ? " = " + brief(node.dy) : "");
  };

  /** The steps: what is active, which labels are new, a sentence, and a table. */
  function stepsOf(graph) {
    const inner = graph.order.filter(node => node.in.length && (node.form !== "TEXT" || node.out.length));
    const sources = graph.order.filter(node => !node.in.length && node.out.some(edge => !edge.quiet || !graph.live));
    const outer = graph.edges.filter(edge => edge.to.form === "TEXT" && !edge.to.out.length);
    const steps = [{
      title: "Inputs", nodes: sources, values: sources.flatMap(node => node.out),
      say: () => "The inputs are known; nothing has been computed yet.",
      table: () => [["input", "value"], ...sources.map(node => [nameOf(node), valueOf(node.out[0])])],
    }];
    inner.forEach(node => steps.push({
      title: "Forward, " + titleOf(node), nodes: [node], values: node.out, around: node.in,
      say: () => graph.live
        ? nameOf(node) + " = " + node.formula + " = "
          + OPERATIONS[node.operation][2](node.x.map(brief).map((text, i) => (i ? paren(text) : text))) + " = " + brief(node.y) + "."
        : titleOf(node) + " receives what its arrows carry, and passes its result on.",
      table: () => [["", "value"], ...node.in.filter(edge => !edge.quiet || edge.value).map(edge => ["from " + nameOf(edge.from), valueOf(edge)]),
        ...(node.out.length ? [["result", valueOf(node.out[0])]] : [])],
    }));
    if (graph.backward) {
      steps.push({
        title: "Backward begins", backward: true, nodes: outer.map(edge => edge.to), gradients: outer,
        say: () => "The backward pass begins at the right end with "
          + (outer.map(edge => edge.below).filter(text => text).join(", ") || "the last layer")
          + (outer.some(edge => edge.below === "1") ? ": the result changes as fast as itself." : "."),
        table: () => [],
      });
      inner.filter(node => node.in.some(edge => edge.below)).reverse().forEach(node => steps.push({
        title: "Backward, " + titleOf(node), backward: true, nodes: [node], gradients: node.in, around: node.out,
        say: () => "From the right, " + titleOf(node) + " receives the upstream derivative"
          + (total(node, graph.live).includes("\n") ? " below" : " " + (total(node, graph.live) || "1")) + ". To each input it sends upstream × local derivative.",
        array: () => total(node, graph.live),
        table: () => [["to", "local derivative", "sent"], ...node.in.filter(edge => edge.below).map(edge =>
          [nameOf(edge.from), edge.local || "in the formula", edge.product || edge.below])],
      }));
      steps.push({
        title: "Done", backward: true, nodes: sources, around: sources.flatMap(node => node.out),
        say: () => "Both passes are complete. Each input has its derivative:",
        table: () => [["input", "derivative"], ...sources.filter(node => gradients(node.out).length)
          .map(node => [nameOf(node), total(node, graph.live)])],
      });
    }
    return steps;
  }

  function start(section) {
    const graph = read(section);
    const svg = section.querySelector("svg");
    const part = (kind, item) => svg.querySelectorAll("[data-" + kind + "='" + item + "']");
    const original = graph.nodes.map(node => node.number);
    let steps;
    let at = 0;
    let timer = null;

    const slider = element("input", { type: "range", min: 0, value: 0, "aria-label": "Step" });
    const said = element("div", { class: "said", role: "status", "aria-live": "polite" });
    const button = (text, label, action, kind) => {
      const made = element("button", { type: "button", "aria-label": label, class: kind }, text);
      made.addEventListener("click", action);
      return made;
    };
    const stop = () => { clearInterval(timer); timer = null; play.textContent = "Play"; };
    const move = step => { stop(); go(step); };
    const first = button("First", "First step", () => move(0), "first");
    const back = button("Back", "One step back", () => move(at - 1), "back");
    const next = button("Next", "Next step", () => move(at + 1), "next");
    const play = button("Play", "Play or pause", () => {
      if (timer) {
        stop();
      } else {
        play.textContent = "Pause";
        go(at === steps.length - 1 ? 0 : at + 1);
        timer = setInterval(() => (at < steps.length - 1 ? go(at + 1) : stop()), 1500);
      }
    }, "play");
    slider.addEventListener("input", () => move(Number(slider.value)));

    const labelsOf = edge => ["value", "gradient"].map(kind => svg.querySelector("[data-" + kind + "='" + edge.index + "'] text"));
    const lengthOf = label => (label ? label.getComputedTextLength() : 0);
    const rooms = graph.edges.map(edge => Math.max(36, ...labelsOf(edge).map(lengthOf)));

    /** Writes all labels again, and narrows those that are longer than the drawing has room for. */
    function write() {
      graph.edges.forEach((edge, i) => {
        const texts = [edge.above, edge.to.operation === "end" ? edge.below : edge.product];
        labelsOf(edge).forEach((label, kind) => {
          if (label && texts[kind]) {
            label.textContent = texts[kind];
            label.removeAttribute("textLength");
            if (lengthOf(label) > rooms[i]) {
              label.setAttribute("textLength", rooms[i]);
              label.setAttribute("lengthAdjust", "spacingAndGlyphs");
            }
          }
        });
      });
    }

    function go(step) {
      at = Math.max(0, Math.min(step, steps.length - 1));
      const now = steps[at];
      const seen = kind => new Set(steps.slice(0, at + 1).flatMap(each => each[kind] || []));
      const mark = (kind, item, hidden, active) => part(kind, item).forEach(group => {
        group.classList.toggle("hidden", hidden);
        group.classList.toggle("now", active);
      });
      const active = [...(now.values || []), ...(now.gradients || []), ...(now.around || [])];
      const values = seen("values");
      const sent = seen("gradients");
      graph.nodes.forEach((node, i) => mark("node", i, false, now.nodes.includes(node)));
      graph.edges.forEach(edge => {
        mark("edge", edge.index, false, active.includes(edge));
        mark("value", edge.index, !values.has(edge), active.includes(edge));
        mark("gradient", edge.index, !sent.has(edge), Boolean(now.backward) && active.includes(edge));
      });
      section.classList.toggle("backward", Boolean(now.backward));
      const rows = now.table().map((cells, row) => element("tr", {}, ...cells.map((cell, column) =>
        element(row ? "td" : "th", { class: column === 2 ? "product" : "", "data-head": now.table()[0][column] }, cell))));
      const array = now.array ? now.array() : "";
      said.replaceChildren(element("p", {}, element("strong", {}, "Step " + at + " of " + (steps.length - 1) + ": " + now.title)),
        element("p", {}, now.say()), array.includes("\n") ? element("pre", { tabindex: 0 }, array) : "", element("table", {}, ...rows));
      slider.value = at;
      slider.setAttribute("aria-valuetext", now.title);
      first.disabled = back.disabled = at === 0;
      next.disabled = at === steps.length - 1;
      const place = part("node", graph.nodes.indexOf(now.nodes[0]))[0];
      const frame = section.querySelector(".figure");
      if (place && frame.scrollWidth > frame.clientWidth) {
        const middle = place.getBoundingClientRect().left - frame.getBoundingClientRect().left;
        frame.scrollLeft += middle - frame.clientWidth / 2;
      }
    }

    function inputs() {
      const fields = element("form", { class: "inputs" }, element("strong", {}, "Change an input:"));
      fields.addEventListener("submit", event => event.preventDefault());
      const changed = () => { compute(graph); write(); go(at); };
      graph.nodes.forEach((node, i) => {
        if (node.operation === "input") {
          const field = element("input", { type: "number", step: "any", value: original[i], name: node.name });
          field.addEventListener("input", () => {
            if (field.value !== "" && isFinite(field.valueAsNumber)) {
              node.number = field.valueAsNumber;
              changed();
            }
          });
          fields.append(element("label", {}, node.name, field));
        }
      });
      fields.append(button("Reset", "Reset the inputs", () => {
        graph.nodes.forEach((node, i) => { node.number = original[i]; });
        fields.reset();
        changed();
      }, "reset"));
      return fields;
    }

    const recorded = JSON.stringify(graph.edges.map(edge => [edge.above, edge.below, edge.product]));
    if (graph.live) {
      compute(graph);
      // What is computed here must be what the graph computed; the tests look at this.
      const ends = graph.edges.map(edge => [edge.above, edge.below, edge.to.operation === "end" ? "" : edge.product]);
      section.dataset.agrees = JSON.stringify(ends) === recorded;
    }
    section.classList.toggle("arrays", graph.edges.some(edge => edge.value.includes("\n") || edge.product.includes("\n")));
    steps = stepsOf(graph);
    slider.max = steps.length - 1;
    section.querySelector(".figure").after(element("div", { class: "controls", role: "group", "aria-label": "Steps" },
      first, back, next, play, slider), said);
    if (graph.live) {
      section.append(inputs());
    }
    section.querySelector(".figure").tabIndex = 0;
    go(0);
    return { section, move: difference => move(difference === Infinity ? steps.length - 1 : at + difference) };
  }

  const players = [...document.querySelectorAll(".player")].map(start);
  let current = players[0];
  const touched = event => { current = players.find(each => each.section.contains(event.target)) || current; };
  document.addEventListener("focusin", touched);
  document.addEventListener("pointerdown", touched);
  document.addEventListener("keydown", event => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (by && current && !event.target.closest("input") && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      current.move(by);
    }
  });
})();
