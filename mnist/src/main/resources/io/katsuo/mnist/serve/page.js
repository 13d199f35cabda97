'use strict';

const $ = id => document.getElementById(id);
const SIDE = 280, PEN = 20, STEP = 10, PAUSE = 50;
const ORANGE = [217, 72, 15], BLUE = [28, 126, 214];
const paper = $('paper');
let strokes = [], down = false, pen = {x: SIDE / 2, y: SIDE / 2, lowered: false, shown: false};
let busy = false, changed = false, weights = null;

const element = (tag, properties, ...children) => {
  const e = Object.assign(document.createElement(tag), properties);
  e.append(...children);
  return e;
};
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const share = p => p === null ? '–' : (100 * p).toFixed(1) + ' %';

// ---- drawing ----

function lines(context, ink) {
  Object.assign(context, {strokeStyle: ink, fillStyle: ink, lineWidth: PEN, lineCap: 'round', lineJoin: 'round'});
  for (const stroke of strokes) {
    context.beginPath();
    context.moveTo(stroke[0].x, stroke[0].y);
    // A line to itself is a dot.
    for (const point of stroke) context.lineTo(point.x, point.y);
    context.stroke();
  }
}

function show() {
  const context = paper.getContext('2d');
  context.clearRect(0, 0, SIDE, SIDE);
  lines(context, colour('--ink'));
  if (pen.shown) {
    Object.assign(context, {strokeStyle: colour('--bad'), lineWidth: pen.lowered ? 5 : 2});
    context.beginPath();
    context.arc(pen.x, pen.y, PEN / 2, 0, 2 * Math.PI);
    context.stroke();
  }
}

function redraw() {
  show();
  changed = true;
  predict();
}

function clear() {
  strokes = [];
  down = pen.lowered = false;
  redraw();
}

function undo() {
  strokes.pop();
  down = pen.lowered = false;
  redraw();
}

const at = event => {
  const box = paper.getBoundingClientRect();
  return {x: (event.clientX - box.left - 1) * SIDE / (box.width - 2), y: (event.clientY - box.top - 1) * SIDE / (box.height - 2)};
};

paper.addEventListener('pointerdown', event => {
  if (event.button !== 0) return;
  paper.setPointerCapture(event.pointerId);
  down = true;
  pen.shown = pen.lowered = false;
  strokes.push([at(event)]);
  redraw();
});
paper.addEventListener('pointermove', event => {
  if (!down) return;
  for (const e of event.getCoalescedEvents?.() ?? []) strokes.at(-1).push(at(e));
  strokes.at(-1).push(at(event));
  redraw();
});
for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => { down = false; });

const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
paper.addEventListener('keydown', event => {
  if (event.ctrlKey && event.key !== 'z' || event.altKey || event.metaKey) return;
  const arrow = ARROWS[event.key];
  if (arrow) {
    pen.x = Math.min(SIDE, Math.max(0, pen.x + STEP * arrow[0]));
    pen.y = Math.min(SIDE, Math.max(0, pen.y + STEP * arrow[1]));
    if (pen.lowered) strokes.at(-1).push({x: pen.x, y: pen.y});
  } else if (event.key === ' ') {
    pen.lowered = !pen.lowered;
    if (pen.lowered) strokes.push([{x: pen.x, y: pen.y}]);
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    clear();
  } else if (event.key === 'u' || event.key === 'z') {
    undo();
  } else {
    return;
  }
  event.preventDefault();
  pen.shown = true;
  redraw();
});
$('clear').addEventListener('click', clear);
$('undo').addEventListener('click', undo);
paper.addEventListener('blur', () => { pen.shown = pen.lowered = false; show(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

// ---- asking ----

function picture() {
  const canvas = element('canvas', {width: SIDE, height: SIDE});
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  lines(context, '#000');
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}

async function ask(path) {
  const response = await fetch(path, {method: 'POST', body: await picture()});
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// One request at a time; what is drawn meanwhile is asked for when its answer is there.
async function predict() {
  if (busy) return;
  busy = true;
  while (changed) {
    changed = false;
    try {
      const reading = strokes.length ? await ask('predict') : null;
      if (!strokes.length || !changed || reading) read(strokes.length ? reading : null);
    } catch (e) {
      say('No answer: ' + e.message, true);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
  busy = false;
}

// ---- showing ----

function say(text, doubt) {
  if ($('answer').textContent !== text) $('answer').textContent = text;
  $('answer').className = doubt ? 'doubt' : '';
}

function read(reading) {
  $('run').disabled = !reading || reading.answer === null;
  $('table').hidden = true;
  $('loss').textContent = '';
  if (!reading) say('Nothing is drawn yet.', false);
  else say(reading.doubt ?? 'This is a ' + reading.answer + '.', reading.doubt !== null);
  if (reading && reading.answer !== null) $('target').value = reading.answer;
  [...$('bars').children].forEach((bar, digit) => {
    const p = reading ? reading.probabilities[digit] : 0;
    bar.className = reading && digit === reading.answer ? 'first' : '';
    bar.querySelector('.bar').style.width = 100 * p + '%';
    bar.querySelector('.share').textContent = reading ? share(p) : '';
  });
  pixels($('saw'), reading ? reading.pixels : Array(784).fill(0), v => [...rgb(colour('--ink')), v]);
  hidden(reading ? reading.layers : null);
}

const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

function pixels(canvas, values, rgba) {
  const image = new ImageData(28, 28);
  values.forEach((v, i) => image.data.set(rgba(v), 4 * i));
  canvas.getContext('2d').putImageData(image, 0, 0);
}

// The outputs of the last layer before the second affine one.
function firstHidden(layers) {
  const second = layers.findIndex((layer, i) => i > 0 && layer.kind === 'Affine');
  return layers[second > 0 ? second - 1 : 0];
}

function hidden(layers) {
  const layer = layers && firstHidden(layers);
  const values = layer ? layer.values : [];
  const largest = Math.max(1e-30, ...values.map(Math.abs));
  $('hidden-text').textContent = layer
    ? `Layer ${layer.name}: ${values.filter(v => v > 0).length} of ${values.length} units fire. The stronger, the fuller the cell.`
    : 'The first hidden layer: the stronger a unit fires, the fuller its cell.';
  $('hidden').replaceChildren(...values.map((v, unit) => {
    const level = element('i', {className: v < 0 ? 'negative' : ''});
    level.style.height = 100 * Math.abs(v) / largest + '%';
    return element('span', {title: `unit ${unit}: ${v}`}, level);
  }));
  const strongest = values.map((v, unit) => ({v, unit})).filter(e => e.v > 0).sort((a, b) => b.v - a.v);
  $('fired').replaceChildren(...(weights ? strongest.slice(0, 10) : []).filter(e => 784 * e.unit < weights.length).map(e => {
    const canvas = element('canvas', {width: 28, height: 28, className: 'pixels'});
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `weights of unit ${e.unit}`);
    pixels(canvas, [...weights.subarray(784 * e.unit, 784 * (e.unit + 1))], w => [...(w > 0 ? ORANGE : BLUE), 2 * Math.abs(w)]);
    return element('figure', {}, canvas, element('figcaption', {textContent: `unit ${e.unit}: ${e.v.toPrecision(3)}`}));
  }));
}

$('run').addEventListener('click', async () => {
  try {
    // An answer that is still on its way would hide the table.
    while (busy) await new Promise(resolve => setTimeout(resolve, PAUSE));
    const target = $('target').value;
    const {loss, steps} = await ask('passes?target=' + target);
    $('loss').textContent = `The loss of the answer ${target} is ${loss === null ? 'not finite' : loss.toPrecision(4)}.`;
    $('steps').replaceChildren(...steps.map(step => element('tr', {className: step.pass},
      ...[step.pass, step.layer, step.tensor, step.shape, step.norm === null ? 'not finite' : step.norm.toPrecision(4)]
        .map(text => element('td', {textContent: text})))));
    $('table').hidden = false;
  } catch (e) {
    $('loss').textContent = 'No answer: ' + e.message;
  }
});

for (let digit = 0; digit < 10; digit++) {
  $('bars').append(element('li', {}, element('span', {textContent: digit}),
    element('span', {className: 'track'}, element('span', {className: 'bar'})), element('span', {className: 'share'})));
  $('target').append(element('option', {textContent: digit}));
}
fetch('network').then(response => response.json()).then(network => {
  $('origin').textContent = 'Network: ' + network.origin + '. ' + network.layers.map(layer => layer.split(':')[0]).join(' → ');
  if (network.weights) weights = Int8Array.from(atob(network.weights), c => c.charCodeAt(0));
}).catch(e => { $('origin').textContent = 'No answer: ' + e.message; });
read(null);
