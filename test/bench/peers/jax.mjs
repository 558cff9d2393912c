// jax-js on its WebAssembly device, jitted. Its arrays are counted: what a function is given is used up, `.ref` keeps it.

import { setFlagsFromString } from "node:v8";
import { library, serve, timed } from "./serve.mjs";

// Browsers have fused multiply-adds; Node 20 has them by this flag.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const jax = await library("@jax-js/jax");
await jax.init("wasm");
jax.defaultDevice("wasm");
const { numpy: np, nn, scipySpecial } = jax;

/**
 * @param {import("./serve.mjs").Inputs} inputs
 * @param {string} name
 */
function arrayOf({ data, shape }, name) {
  const values = data(name);
  return np.array(values.slice(), values instanceof Int32Array ? { dtype: np.int32 } : {}).reshape(shape(name));
}

/** @param {any} x */
function gelu(x) {
  return x.ref.mul(0.5).mul(scipySpecial.erf(x.mul(Math.SQRT1_2)).add(1));
}

/**
 * @param {any} x
 * @param {any} weight
 * @param {any} bias
 */
function layerNorm(x, weight, bias) {
  const centred = x.ref.sub(np.mean(x, -1, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  return centred
    .div(np.sqrt(variance.add(1e-5)))
    .mul(weight)
    .add(bias);
}

/** @type {Record<string, (x: any) => any>} */
const activations = { tanh: (x) => np.tanh(x), gelu, none: (x) => x };

/**
 * Adam's step for one parameter (no weight decay), corrections from outside.
 *
 * @param {any[]} state parameter, mean, square
 * @param {any} grad
 * @param {any} correction [lr / (1 − β₁ᵗ), 1 / √(1 − β₂ᵗ)]
 */
function adam([parameter, mean, square], grad, correction) {
  const m = mean.mul(0.9).add(grad.ref.mul(0.1));
  const v = square.mul(0.999).add(np.square(grad).mul(0.001));
  const [rate, root] = [correction.ref.slice(0), correction.slice(1)];
  const moved = parameter.sub(rate.mul(m.ref).div(np.sqrt(v.ref).mul(root).add(1e-8)));
  return [moved, m, v];
}

/**
 * @param {any[]} state
 * @param {any} grad
 * @param {any} correction [lr, 0]
 */
function sgd([parameter], grad, correction) {
  return [parameter.sub(grad.mul(correction.slice(0)))];
}

/**
 * Three jitted functions: the lookup, the network with its optimiser, and the table's step. In one, 0.1.25 refuses to
 * compile ("routine primitive scatter input is not imm").
 *
 * @param {import("./serve.mjs").Inputs} inputs
 * @returns {Promise<import("./serve.mjs").Opened>}
 */
async function network(inputs) {
  const { manifest, data, shape } = inputs;
  const { layers, optimizer } = manifest;
  const [batches = 0, size = 0, context = 0] = shape("X");
  const [vocabulary = 0, dim = 0] = shape("C");
  const slots = optimizer.name === "adam" ? 3 : 1;
  const move = optimizer.name === "adam" ? adam : sgd;
  const names = layers.flatMap(({ W, b, norm }) => [W, b, ...(norm === undefined ? [] : [norm.weight, norm.bias])]);

  /** @param {any[]} values the looked-up rows, then the parameters
   * @param {any} target */
  function lossOf([rows, ...values], target) {
    let [x, at] = [rows.reshape([size, context * dim]), 0];
    for (const { norm, activation } of layers) {
      x = np.matmul(x, values[at++]).add(values[at++]);
      if (norm !== undefined) x = layerNorm(x, values[at++], values[at++]);
      x = activations[activation]?.(x);
    }
    return nn
      .logSoftmax(x, 1)
      .mul(nn.oneHot(target, vocabulary))
      .sum()
      .mul(-1 / size);
  }
  const lookup = jax.jit((/** @type {any} */ table, /** @type {any} */ index) => np.take(table, index, 0));
  const step = jax.jit(
    (
      /** @type {any} */ rows,
      /** @type {any[][]} */ states,
      /** @type {any} */ target,
      /** @type {any} */ correction,
    ) => {
      const values = [rows, ...states.map(([parameter]) => parameter.ref)];
      const [loss, [drows, ...grads]] = jax.valueAndGrad(lossOf)(values, target);
      const moved = states.map((state, at) => move(state, grads[at], correction.ref));
      correction.dispose();
      return [loss, drows, moved];
    },
  );
  const moveTable = jax.jit(
    (/** @type {any[]} */ state, /** @type {any} */ index, /** @type {any} */ drows, /** @type {any} */ correction) => {
      const [rows, back] = jax.vjp((/** @type {any} */ table) => np.take(table, index, 0), [state[0].ref]);
      rows.dispose();
      const [grad] = back(drows);
      return move(state, grad, correction);
    },
  );

  const one = (/** @type {string} */ name, /** @type {number} */ at) => {
    const [, ...rest] = shape(name);
    const length = rest.reduce((product, size) => product * size, 1);
    return np.array(/** @type {Int32Array} */ (data(name)).slice(at * length, (at + 1) * length), { dtype: np.int32 });
  };
  const X = Array.from({ length: batches }, (_, at) => one("X", at));
  const Y = Array.from({ length: batches }, (_, at) => one("Y", at));
  const began = (/** @type {string} */ name) => [
    arrayOf(inputs, name),
    ...Array.from({ length: slots - 1 }, () => np.zeros(shape(name))),
  ];
  /** @type {any[]} */
  let table = [];
  /** @type {any[][]} */
  let states = [];
  let steps = 0;
  const free = () => [table, ...states].flat().forEach((array) => array.dispose());
  function begin() {
    free();
    table = began("C");
    states = names.map(began);
    steps = 0;
  }
  const correction = () => {
    steps += 1;
    if (optimizer.name === "sgd") return np.array([optimizer.lr, 0]);
    return np.array([optimizer.lr / (1 - 0.9 ** steps), 1 / Math.sqrt(1 - 0.999 ** steps)]);
  };
  /** An iteration; its loss. */
  function iterate() {
    const index = X[steps % batches];
    const target = Y[steps % batches];
    const factors = correction();
    const rows = lookup(table[0].ref, index.ref);
    const [loss, drows, moved] = step(rows, states, target.ref, factors.ref);
    states = moved;
    table = moveTable(table, index.ref, drows, factors);
    return loss;
  }
  const settled = () => jax.blockUntilReady([table, states]);
  return {
    async losses(count) {
      begin();
      const losses = [];
      for (let i = 0; i < count; i++) losses.push((await iterate().data())[0]);
      return losses;
    },
    async run(count) {
      begin();
      await settled();
      return timed(async () => {
        for (let i = 0; i < count; i++) iterate().dispose();
        await settled();
      });
    },
  };
}

/**
 * @param {import("./serve.mjs").Inputs} inputs
 * @returns {Promise<import("./serve.mjs").Opened>}
 */
async function product(inputs) {
  const [a, b] = [arrayOf(inputs, "a"), arrayOf(inputs, "b")];
  const size = inputs.shape("a")[0] ?? 0;
  const multiply = jax.jit((/** @type {any} */ a, /** @type {any} */ b) => np.matmul(a, b));
  return {
    async losses(count) {
      const values = await multiply(a.ref, b.ref).data();
      return Array.from({ length: count }, (_, at) => values[at * (size + 1)]);
    },
    run: (count) =>
      timed(async () => {
        for (let i = 0; i < count; i++) {
          const y = multiply(a.ref, b.ref);
          await y.blockUntilReady();
          y.dispose();
        }
      }),
  };
}

await serve("jax-js 0.1.25, wasm, jit", (inputs) =>
  inputs.manifest.kind === "product" ? product(inputs) : network(inputs),
);
