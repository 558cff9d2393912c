// TensorFlow.js on its wasm or its cpu backend, which the argument names.

import { library, serve, timed } from "./serve.mjs";

const backend = process.argv[2] ?? "wasm";
// Its tfjs-core alone has no gradients in Node.
const tf = await library("@tensorflow/tfjs");
if (backend === "wasm") await library("@tensorflow/tfjs-backend-wasm");
await tf.setBackend(backend);
await tf.ready();

/** @typedef {any} Tensor */

/**
 * `table[index]`, with a gradient that the wasm backend can compute: it has no unsortedSegmentSum, which tf.gather's asks
 * for, but scatterND adds up rows, too.
 *
 * @param {Tensor} index
 */
const lookup = (index) =>
  tf.customGrad((/** @type {Tensor} */ table) => ({
    value: tf.gather(table, index),
    gradFunc: (/** @type {Tensor} */ drows) => tf.scatterND(tf.expandDims(index, 1), drows, table.shape),
  }));

/** @param {Tensor} x */
const gelu = (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

/**
 * @param {Tensor} x
 * @param {Tensor} weight
 * @param {Tensor} bias
 */
function layerNorm(x, weight, bias) {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const deviation = tf.sqrt(tf.add(tf.mean(tf.square(centred), -1, true), 1e-5));
  return tf.add(tf.mul(tf.div(centred, deviation), weight), bias);
}

/** @type {Record<string, (x: Tensor) => Tensor>} */
const activations = { tanh: tf.tanh, gelu, none: (x) => x };

/**
 * @param {import("./serve.mjs").Inputs} inputs
 * @returns {Promise<import("./serve.mjs").Opened>}
 */
async function network({ manifest, data, shape }) {
  const { layers, optimizer } = manifest;
  const [batches = 0, size = 0, context = 0] = shape("X");
  const [vocabulary = 0, dim = 0] = shape("C");
  const names = [
    "C",
    ...layers.flatMap(({ W, b, norm }) => [W, b, ...(norm === undefined ? [] : [norm.weight, norm.bias])]),
  ];
  const cut = (/** @type {string} */ name, /** @type {number} */ at, /** @type {number} */ length) =>
    tf.tensor1d(data(name).slice(at * length, (at + 1) * length), "int32");
  const X = Array.from({ length: batches }, (_, at) => cut("X", at, size * context));
  const Y = Array.from({ length: batches }, (_, at) => cut("Y", at, size));
  const start = names.map((name) => tf.tensor(data(name).slice(), shape(name)));
  const variables = start.map((/** @type {Tensor} */ value) => tf.variable(value.clone()));
  const newOptimizer = () =>
    optimizer.name === "adam" ? tf.train.adam(optimizer.lr, 0.9, 0.999, 1e-8) : tf.train.sgd(optimizer.lr);
  let rule = newOptimizer();
  let steps = 0;

  function loss() {
    let at = 0;
    const next = () => variables[at++];
    let x = tf.reshape(lookup(X[steps % batches])(next()), [size, context * dim]);
    for (const { norm, activation } of layers) {
      x = tf.add(tf.matMul(x, next()), next());
      if (norm !== undefined) x = layerNorm(x, next(), next());
      x = activations[activation]?.(x);
    }
    return tf.losses.softmaxCrossEntropy(tf.oneHot(Y[steps % batches], vocabulary), x);
  }
  function begin() {
    variables.forEach((variable, at) => variable.assign(start[at]));
    rule.dispose();
    rule = newOptimizer();
    steps = 0;
  }
  /** An iteration; its loss. */
  function iterate() {
    const value = rule.minimize(loss, true);
    steps += 1;
    return value;
  }
  return {
    async losses(count) {
      begin();
      return Array.from({ length: count }, () => iterate().dataSync()[0]);
    },
    async run(count) {
      begin();
      return timed(async () => {
        for (let i = 0; i < count; i++) iterate().dispose();
        variables[0].dataSync();
      });
    },
  };
}

/**
 * @param {import("./serve.mjs").Inputs} inputs
 * @returns {Promise<import("./serve.mjs").Opened>}
 */
async function product({ data, shape }) {
  const [a, b] = ["a", "b"].map((name) => tf.tensor2d(data(name).slice(), shape(name)));
  const size = shape("a")[0] ?? 0;
  return {
    async losses(count) {
      const values = tf.matMul(a, b).dataSync();
      return Array.from({ length: count }, (_, at) => values[at * (size + 1)]);
    },
    run: (count) =>
      timed(async () => {
        for (let i = 0; i < count; i++) tf.matMul(a, b).dispose();
      }),
  };
}

await serve(`TensorFlow.js ${tf.version_core}, ${backend}`, (inputs) =>
  inputs.manifest.kind === "product" ? product(inputs) : network(inputs),
);
