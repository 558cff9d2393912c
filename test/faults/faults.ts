/** A mistake that someone could make, and the tests that must notice it. */
export interface Fault {
  /** What goes wrong, in a few words. */
  readonly name: string;
  readonly file: string;
  /** Text of the file, there exactly once, and what the mistake makes of it. */
  readonly find: string;
  readonly replace: string;
  /** Arguments for Vitest: the fast tests that are enough. At least one must fail. */
  readonly tests: readonly string[];
}

const op = (name: string, ...files: readonly string[]): string[] => [
  ...(files.length === 0 ? ["test/ops/gradients", "test/ops/contract"] : files),
  "-t",
  `^${name} `,
];

/** The mistakes, from the numbers up to the session. When a text has moved, move it here too. */
export const faults: readonly Fault[] = [
  {
    name: "a broadcast operand's gradient is not summed",
    file: "src/tensor/kernels/elementwise.ts",
    find: "y[yo] = y[yo]! + sumRow(n, x, xo, xs);",
    replace: "y[yo] = y[yo]! + x[xo]!;",
    tests: op("add"),
  },
  {
    name: "the last of the numbers that a float32 sum adds is left out",
    file: "src/tensor/kernels/elementwise.ts",
    find: "y[yo]! += adjacentSum(x, xo, n);",
    replace: "y[yo]! += adjacentSum(x, xo, n - 1);",
    tests: ["test/tensor/kernels"],
  },
  {
    name: "a gradient is assigned, not accumulated",
    file: "src/tensor/kernels/elementwise.ts",
    find: "if (ys !== 0) {\n    for (let i = 0; i < n; i++) y[yo + i * ys]! += x",
    replace: "if (ys !== 0) {\n    for (let i = 0; i < n; i++) y[yo + i * ys] = x",
    tests: ["test/ops/chains", "test/tensor/kernels"],
  },
  {
    name: "tanh's derivative is 1 − y",
    file: "src/tensor/kernels/elementwise.ts",
    find: "round(1 - value * value)",
    replace: "round(1 - value)",
    tests: op("tanh"),
  },
  {
    name: "gradient ascent",
    file: "src/tensor/kernels/elementwise.ts",
    find: "parameter[po + i * ps]! -= round(lr",
    replace: "parameter[po + i * ps]! += round(lr",
    tests: ["test/tensor/kernels"],
  },
  {
    name: "transpose swaps the shape but not the strides",
    file: "src/ops/transpose.ts",
    find: "stride: swapped(x.stride, first, second)",
    replace: "stride: x.stride",
    tests: op("transpose"),
  },
  {
    name: "a product reads its right operand with swapped strides",
    file: "src/tensor/kernels/matmul.ts",
    find: "matrix(b.storage.data, b.offset, b.stride[0]!, b.stride[1]!)",
    replace: "matrix(b.storage.data, b.offset, b.stride[1]!, b.stride[0]!)",
    tests: op("matmul"),
  },
  {
    name: "a view forgets the strides of what it looks at",
    file: "src/tensor/computeStride.ts",
    find: "result[view] = viewCount * chunkStride;",
    replace: "result[view] = viewCount;",
    tests: ["test/tensor/shape", "test/ops/chains"],
  },
  {
    name: "var's gradient misses its factor 2",
    file: "src/ops/var.ts",
    find: "const scale = 2 / divisorOf(",
    replace: "const scale = 1 / divisorOf(",
    tests: op("var"),
  },
  {
    name: "a negative dimension counts from the wrong end",
    file: "src/ops/dimension.ts",
    find: "return dim < 0 ? dim + count : dim;",
    replace: "return dim < 0 ? -dim - 1 : dim;",
    tests: op("softmax"),
  },
  {
    name: "a slice's window begins one element late",
    file: "src/ops/slice.ts",
    find: "offset: x.offset + first * stride,",
    replace: "offset: x.offset + (first + 1) * stride,",
    tests: op("slice"),
  },
  {
    name: "a row that is looked up twice gets the last gradient, not the sum",
    file: "src/tensor/kernels/embedding.ts",
    find: "to[at + j]! += from[source + j * column]!;",
    replace: "to[at + j] = from[source + j * column]!;",
    tests: op("embedding"),
  },
  {
    name: "an index one past the end is looked up",
    file: "src/tensor/kernels/embedding.ts",
    find: "value >= rows",
    replace: "value > rows",
    tests: ["test/ops/errors", "-t", "embedding"],
  },
  {
    name: "softmax overflows, as nothing is subtracted",
    file: "src/tensor/kernels/softmax.ts",
    find: "if (value > max) max = value;",
    replace: "if (value > max) max = 0;",
    tests: op("softmax", "test/ops/edges"),
  },
  {
    name: "cross_entropy overflows, as nothing is subtracted",
    file: "src/tensor/kernels/crossEntropyRows.ts",
    find: "if (value > max) max = value;",
    replace: "if (value > max) max = 0;",
    tests: op("cross_entropy", "test/ops/edges"),
  },
  {
    name: "cross_entropy's gradient is that of the sum, not of the mean",
    file: "src/tensor/kernels/cross_entropy.ts",
    find: "const whole = d[dloss.offset]! / n;",
    replace: "const whole = d[dloss.offset]!;",
    tests: op("cross_entropy"),
  },
  {
    name: "of equal maxima the last gets the gradient",
    file: "src/tensor/kernels/reductions.ts",
    find: "value > best ||",
    replace: "value >= best ||",
    tests: op("max", "test/ops/edges"),
  },
  {
    name: "equal maxima get the whole gradient each",
    file: "src/tensor/kernels/reductions.ts",
    find: "dy.storage.data[dy.offset]! / ties",
    replace: "dy.storage.data[dy.offset]!",
    tests: op("max", "test/ops/edges"),
  },
  {
    name: "a normalisation's gradient forgets that the mean moves",
    file: "src/tensor/kernels/normalization.ts",
    find: "gradient[place]! - sum - normalized",
    replace: "gradient[place]! - normalized",
    tests: op("layer_norm"),
  },
  {
    name: "a negative index is not counted from the end",
    file: "src/tensor/kernels/indexing.ts",
    find: "(value < 0 ? value + count : value)",
    replace: "value",
    tests: op("index"),
  },
  {
    name: "what dropout keeps is not made larger",
    file: "src/ops/dropout.ts",
    find: "generator.bernoulli(data, 1 - p, 1 / Math.fround(1 - p))",
    replace: "generator.bernoulli(data, 1 - p)",
    tests: op("dropout"),
  },
  {
    name: "a product's derivative misses one half of the rule",
    file: "src/expression/gradient.ts",
    find: 'return sum(reach(u, binary("*", dy, v)), reach(v, binary("*", dy, u)));',
    replace: 'return reach(u, binary("*", dy, v));',
    tests: op("expression"),
  },
  {
    name: "Why takes a number that rounding made for an old one",
    file: "src/program/why/explainCell.ts",
    find: "for (const recomputing of [false, true]) {",
    replace: "for (const recomputing of [false]) {",
    tests: ["test/program/why/whyExtremes.test.ts"],
  },
  {
    name: "what is computed of a transposed tensor lies contiguously",
    file: "src/program/compile/outputOf.ts",
    find: "output: planTensor(result.dtype, result.shape, stride)",
    replace: "output: planTensor(result.dtype, result.shape)",
    tests: ["test/ops/strides.test.ts", "test/program/compile/orderKept.test.ts"],
  },
  {
    name: "a mask multiplies by 0, infinity too",
    file: "src/expression/gradient.ts",
    find: 'return choice(compare(v, "==", ZERO), ZERO, binary("*", dy, binary("*", v, power)));',
    replace: 'return binary("*", dy, choice(compare(v, "==", ZERO), ZERO, binary("*", v, power)));',
    tests: op("expression"),
  },
  {
    name: "a dimension of size 1 wins over the one that it should repeat to",
    file: "src/tensor/broadcast.ts",
    find: "shape[axis] = left === 1 ? right : left;",
    replace: "shape[axis] = right === 1 ? right : left;",
    tests: op("mul"),
  },
  {
    name: "a logarithm is off in the eleventh digit",
    file: "src/math/log.ts",
    find: "exponent * Math.LN2",
    replace: "exponent * 0.69314718055",
    tests: ["test/math/double", "-t", "log"],
  },
  {
    name: "a sine has the wrong sign in one quadrant",
    file: "src/math/sincos.ts",
    find: "quadrant < 2 ? value : -value",
    replace: "quadrant <= 2 ? value : -value",
    tests: ["test/math/double", "-t", "sin|cos"],
  },
  {
    name: "the second value of a pair of normal numbers is thrown away",
    file: "src/tensor/rng/generator.ts",
    find: "this.#normal = radius * sin(angle);",
    replace: "",
    tests: ["test/tensor/generator"],
  },
  {
    name: "a restored generator has lost its cached normal number",
    file: "src/tensor/rng/generator.ts",
    find: "this.#normal = state.normal;",
    replace: "this.#normal = null;",
    tests: ["test/tensor/generator"],
  },
  {
    name: "randint's upper end is drawn too",
    file: "src/tensor/rng/generator.ts",
    find: "% (high - low))",
    replace: "% (high - low + 1))",
    tests: ["test/tensor/generator"],
  },
  {
    name: "Adam does not correct its bias",
    file: "src/tensor/kernels/optimizers.ts",
    find: "round(lr / (1 - wholePow(beta1, step)))",
    replace: "round(lr)",
    tests: ["test/tensor/optimizers"],
  },
  {
    name: "a context shows the token that it is to predict",
    file: "src/data/contexts.ts",
    find: "x[stop - back] = ids[at - back]!;",
    replace: "x[stop - back] = ids[at - back + 1]!;",
    tests: ["test/data/contexts"],
  },
  {
    name: "a line that is dealt to dev is in train, too",
    file: "src/data/split.ts",
    find: "dev: take(sequences, order.subarray(first, second)),",
    replace: "dev: take(sequences, order.subarray(first - 1, second)),",
    tests: ["test/data/split"],
  },
  {
    name: "what has just become able to run comes before what stands earlier in the file",
    file: "src/graph/topologicalOrder.ts",
    find: "if (rest === 0) insert(places.get(target)!, ready);",
    replace: "if (rest === 0) ready.push(places.get(target)!);",
    tests: ["test/graph/order"],
  },
  {
    name: "nodes of a file of version 1 stay in its order",
    file: "src/graph/migrations/sortNodes.ts",
    find: "return { ...after, nodes: order.map((id) => byId.get(id)) };",
    replace: "return { ...after, nodes: [...byId.keys()].map((id) => byId.get(id)) };",
    tests: ["test/graph/version1"],
  },
  {
    name: "parameters draw in the reverse order",
    file: "src/session/machine/draw.ts",
    find: "for (const { tensor, init } of plan.parameters) init.fill(",
    replace: "for (const { tensor, init } of plan.parameters.toReversed()) init.fill(",
    tests: ["test/program/notebookNumbers"],
  },
  {
    name: "two tensors share four bytes of memory",
    file: "src/program/run/memory.ts",
    find: "at = aligned(at + storage.bytes);",
    replace: "at = aligned(at + storage.bytes - 4);",
    tests: ["test/program/directGraphs"],
  },
  {
    name: "gradients of the last iteration are not cleared",
    file: "src/program/run/instructions.ts",
    find: "all.fill(0);",
    replace: "",
    tests: ["test/program/directGraphs", "test/program/notebookNumbers"],
  },
  {
    name: "a schedule is one iteration ahead",
    file: "src/program/run/instructions.ts",
    find: "rule.rate(clock.iteration)",
    replace: "rule.rate(clock.iteration + 1)",
    tests: ["test/session/session"],
  },
  {
    name: "what is downstream of an edit does not become stale",
    file: "src/program/edit/stale.ts",
    find: "stale.has(source.node)) ?? true;",
    replace: "false) ?? true;",
    tests: ["test/session/histories"],
  },
  {
    name: "an edit loses the parameters",
    file: "src/program/edit/carryOver.ts",
    find: "    copy(lasting.tensor, place.tensor);\n",
    replace: "",
    tests: ["test/session/histories"],
  },
  {
    name: "a checkpoint forgets this iteration's batch",
    file: "src/session/kept/checkpoint.ts",
    find: "draws: held === undefined ? null : Object.fromEntries(held),",
    replace: "draws: null,",
    tests: ["test/session/session"],
  },
  {
    name: "every iteration has the first one's batch",
    file: "src/session/moves/transition.ts",
    find: "drawn: !crosses, newest",
    replace: "drawn: true, newest",
    tests: ["test/session/session"],
  },
  {
    name: "training stops one iteration early",
    file: "src/session/moves/transition.ts",
    find: "|| iteration !== state.stopAt",
    replace: "|| iteration + 1 !== state.stopAt",
    tests: ["test/session/session"],
  },
  {
    name: "a breakpoint that is switched off stops",
    file: "src/session/stops/breakpoints.ts",
    find: "breakpoint.enabled ? stops : nowhere",
    replace: "stops",
    tests: ["test/session/stops/breakpoints"],
  },
  {
    name: "a breakpoint stops the way back, too",
    file: "src/session/session.ts",
    find: "if (stops === null || replay)",
    replace: "if (stops === null)",
    tests: ["test/session/stops/breakpoints"],
  },
  {
    name: "a breakpoint at an iteration's start is passed in a training",
    file: "src/session/session.ts",
    find: "reached ??= this.#haltHere(before);",
    replace: "void before;",
    tests: ["test/session/stops/breakpoints"],
  },
  {
    name: "a comment written inside a node takes the cursor out of it",
    file: "src/session/machine/nodeProgress.ts",
    find: "this.#begun = cleared || this.#begun === null ? null : newId(renamed, this.#begun);",
    replace: "this.#begun = null;",
    tests: ["test/session/history/goingBack"],
  },
  {
    name: "a gradient that adds up forgets what was there",
    file: "src/program/run/instructions.ts",
    find: "kernels.add(before, part, grad);",
    replace: "grad.storage.data.set(part.storage.data);",
    tests: ["test/session/accumulation"],
  },
  {
    name: "an iteration that is begun anew adds its gradient twice",
    file: "src/session/session.ts",
    find: "if (cleared) rewindAccumulatedGrads(plan);",
    replace: "if (cleared) for (const { grad, kept } of plan.accumulated) kept.storage.data.set(grad.storage.data);",
    tests: ["test/session/accumulation"],
  },
  {
    name: "what an optimiser remembers is lost while its setting makes no use of it",
    file: "src/session/kept/parameterShelf.ts",
    find: "kept.asleep === true ||",
    replace: "",
    tests: ["test/session/accumulation", "-t", "momentum left out"],
  },
];

/** The source with the mistake in it. Throws when the text is not there exactly once. */
export function plant({ name, file, find, replace }: Fault, source: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`fault "${name}": ${file} has ${JSON.stringify(find)} ${parts.length - 1} times, expected once`);
  }
  return parts.join(replace);
}
