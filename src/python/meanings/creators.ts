import { Bound, asNumber, sizesOf, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, opaque } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { combined, numberOf, type NumberValue } from "../values/number.ts";
import type { SeriesValue, TensorValue, Value } from "../values/value.ts";
import { examplesTensor } from "./examples.ts";
import { nodeTypeOf } from "./tensorWords.ts";

type Creator = (context: Context, args: Arguments) => Value;

const SIZED = ["generator", "requires_grad", "dtype", "device"];

/** Gives sizes one by one, or as a list, and what else a call has by name. */
function sized(name: string, args: Arguments): { sizes: NumberValue[]; bound: Bound } {
  const size = args.named.get("size");
  const given = size === undefined ? args.positional : [size];
  const named = new Map([...args.named].filter(([key]) => key !== "size"));
  const bound = new Bound(name, { ...args, positional: [], named }, SIZED);
  return { sizes: sizesOf(given, args.at, name), bound };
}

/** `torch.randn`, `rand`, `zeros`, `ones`, `empty`: a parameter, should it be trained. */
function drawn(name: string, init: string): Creator {
  return (context, args) => {
    const { sizes, bound } = sized(name, args);
    if (isWhole(bound) && (init === "zeros" || init === "ones")) {
      return numbersNode(context, [numberOf(init === "ones" ? 1 : 0)], sizes, true, args.at);
    }
    if (isWhole(bound)) throw new Beyond(args.at, `torch.${name} of whole numbers is not read`);
    const generator = bound.optional("generator");
    const dtype = bound.optional("dtype");
    if (
      name === "rand" &&
      (context.training || context.own) &&
      dtype?.kind === "library" &&
      /\.(float64|double)$/.test(dtype.path)
    ) {
      context.drawn(args.at, generator?.kind === "generator" ? generator.state : context.generator());
      return { kind: "chance", at: args.at };
    }
    if (generator !== null && generator.kind !== "generator") throw new Beyond(args.at, "this generator is not known");
    const tensor = context.parameter(sizes, { name: init }, args.at, generator?.state);
    if (bound.boolean("requires_grad", false)) tensor.node!.trained = true;
    return tensor;
  };
}

const WHOLE = /\.(long|int|int32|int64|uint8)$/;
const FLOAT = /\.(float|float32)$/;

function isWhole(bound: Bound): boolean {
  const dtype = bound.optional("dtype");
  return dtype?.kind === "library" && WHOLE.test(dtype.path);
}

/** `torch.tensor`: numbers as they are written, or what a loop over the words has collected. */
const tensor: Creator = (context, args) => {
  const bound = new Bound("torch.tensor", args, ["data", "dtype", "requires_grad"], ["device"]);
  const data = bound.value("data");
  if (bound.boolean("requires_grad", false)) {
    throw new Beyond(args.at, "numbers that are typed and trained are not read: here a parameter is drawn");
  }
  const dtype = bound.optional("dtype");
  if (dtype !== null && !(dtype.kind === "library" && (WHOLE.test(dtype.path) || FLOAT.test(dtype.path)))) {
    throw new Beyond(args.at, "this dtype is not read: expected torch.float32 or torch.long");
  }
  if (data.kind === "number") {
    const number = dtype === null ? data : { ...data, whole: isWhole(bound) };
    return context.formula({ kind: "number", number });
  }
  if (data.kind !== "list") throw new Beyond(args.at, `torch.tensor of ${inWords(data)} is not read`);
  const examples = examplesTensor(context, data, args.at);
  if (examples !== null) return examples;
  const { shape, numbers } = tableOf(data, args.at);
  const whole = dtype === null ? numbers.every((number) => number.whole) : isWhole(bound);
  const settings = {
    values: numbers.map(({ text }) => text).join(", "),
    shape: shape.join(", "),
    ...(whole ? { dtype: "int32" } : {}),
  };
  const node = context.node(nodeTypeOf.numbers, settings, {}, args.at);
  return context.tensor(
    node,
    shape.map((size) => numberOf(size)),
    whole ? "int" : "float",
  );
};

function tableOf(value: Value, at: number): { shape: number[]; numbers: NumberValue[] } {
  if (value.kind !== "list") return { shape: [], numbers: [asNumber(value, at, "torch.tensor")] };
  const rows = value.items.map((item) => tableOf(item, at));
  const [first] = rows;
  if (first === undefined) throw new Beyond(at, "torch.tensor of nothing is not read");
  if (rows.some(({ shape }) => shape.join() !== first.shape.join())) {
    throw new Beyond(at, "torch.tensor: rows of different lengths");
  }
  return { shape: [rows.length, ...first.shape], numbers: rows.flatMap(({ numbers }) => numbers) };
}

const arange: Creator = (context, args) => {
  const bound = new Bound("torch.arange", args, ["start", "end", "step"], ["device", "dtype"]);
  const one = args.positional.length === 1 && !args.named.has("end");
  const [start, end] = one ? [numberOf(0), bound.number("start")] : [bound.number("start", 0), bound.number("end")];
  const step = bound.number("step", 1);
  const settings = {
    ...(start.text === "0" ? {} : { start: start.text }),
    end: end.text,
    ...(step.text === "1" ? {} : { step: step.text }),
  };
  const node = context.node(nodeTypeOf.range, settings, {}, args.at);
  const length = start.text === "0" ? end : combined("-", end, start);
  return context.tensor(node, [step.text === "1" ? length : null], "int");
};

/** `torch.linspace`: a tensor, or, indexed by the iteration, a number of each. */
const linspace: Creator = (context, args) => {
  const bound = new Bound("torch.linspace", args, ["start", "end", "steps"], ["device", "dtype"]);
  const [start, end, steps] = [bound.number("start"), bound.number("end"), bound.number("steps")];
  const last = steps.value === null ? combined("-", steps, numberOf(1))! : numberOf(steps.value - 1);
  const whole = combined("-", end, start)!;
  const span = whole.value === null || !whole.whole ? whole : numberOf(whole.value);
  const series: SeriesValue = {
    kind: "series",
    of: (index) => {
      const part = combined("/", combined("*", span, index)!, last)!;
      return combined("+", start, part)!;
    },
    settings: { start: start.text, end: end.text, steps: steps.text },
    at: args.at,
    size: steps,
  };
  // A schedule of a script of ours is a formula.
  return context.own ? seriesTensor(context, series) : series;
};

/** The tensor of a series that nothing indexes by the iteration. */
export function seriesTensor(context: Context, series: SeriesValue): TensorValue {
  if (series.settings === null)
    throw new Beyond(series.at, "this series is read only where the iteration is its index");
  series.tensor ??= context.tensor(context.node(nodeTypeOf.evenly, series.settings, {}, series.at), [series.size]);
  return series.tensor;
}

/** `torch.randint(0, N, (size,))`: the rows of a batch. */
const randint: Creator = (context, args) => {
  const bound = new Bound("torch.randint", args, ["low", "high", "size", "generator"], ["device", "dtype"]);
  // torch.randint(high, size) has no low.
  const sizes = args.positional.length === 2 && !args.named.has("size") ? bound.value("high") : bound.value("size");
  const [size, ...more] = sizesOf([sizes], args.at, "torch.randint");
  if (size === undefined || more.length > 0) throw new Beyond(args.at, "torch.randint is read for the rows of a batch");
  if (!context.training && !context.own)
    throw new Beyond(
      args.at,
      "random integers that are drawn once, before the loop, are not read: write them out as torch.tensor([1, 0]), or draw the rows of a batch in the loop",
    );
  const generator = bound.optional("generator");
  context.drawn(args.at, generator?.kind === "generator" ? generator.state : context.generator());
  return {
    kind: "tensor",
    node: null,
    port: "",
    formula: null,
    dims: [size],
    dtype: "int",
    rows: { size, at: args.at, batches: new Map() },
  };
};

/** `torch.full((2, 3), 1.0)`. */
const full: Creator = (context, args) => {
  const bound = new Bound("torch.full", args, ["size", "fill_value", "dtype"], ["device"]);
  const sizes = sizesOf([bound.value("size")], args.at, "torch.full");
  const value = bound.number("fill_value");
  const whole = bound.has("dtype") ? isWhole(bound) : value.whole;
  return numbersNode(context, [value], sizes, whole, args.at);
};

function numbersNode(
  context: Context,
  values: readonly NumberValue[],
  sizes: readonly NumberValue[],
  whole: boolean,
  at: number,
) {
  const settings = {
    values: values.map(({ text }) => text).join(", "),
    shape: sizes.map(({ text }) => text).join(", "),
    ...(whole ? { dtype: "int32" } : {}),
  };
  return context.tensor(context.node(nodeTypeOf.numbers, settings, {}, at), sizes, whole ? "int" : "float");
}

/** `torch.frombuffer(bytes, dtype=torch.float32)`: numbers that the code carries. */
const frombuffer: Creator = (context, args) => {
  const bound = new Bound("torch.frombuffer", args, ["buffer", "dtype"]);
  const buffer = bound.value("buffer");
  if (buffer.kind !== "bytes" || buffer.bytes.length % 4 !== 0) throw new Beyond(args.at, "these bytes are not read");
  const whole = isWhole(bound);
  const view = new DataView(buffer.bytes.buffer, buffer.bytes.byteOffset, buffer.bytes.byteLength);
  const values = Array.from({ length: buffer.bytes.length / 4 }, (_, at) =>
    numberOf(whole ? view.getInt32(at * 4, true) : view.getFloat32(at * 4, true)),
  );
  return numbersNode(context, values, [numberOf(values.length)], whole, args.at);
};

/** `torch.randperm(len(words))`: the words in another order. */
const randperm: Creator = (_context, args) => {
  const bound = new Bound("torch.randperm", args, ["n", "generator"]);
  const [count, generator] = [bound.value("n"), bound.optional("generator")];
  if (count.kind !== "count" || generator?.kind !== "generator") {
    return opaque(args.at, "torch.randperm is read of len(words), with a generator of its own");
  }
  return { kind: "permutation", lines: count.lines, seed: generator.state.seed, at: args.at };
};

/** Holds PyTorch's functions that make tensors and generators. */
export const creators: Readonly<Record<string, Creator>> = {
  randn: drawn("randn", "randn"),
  rand: drawn("rand", "uniform"),
  zeros: drawn("zeros", "zeros"),
  ones: drawn("ones", "ones"),
  empty: drawn("empty", "zeros"),
  tensor,
  LongTensor: tensor,
  arange,
  linspace,
  randint,
  full,
  frombuffer,
  randperm,
  Generator: () => ({ kind: "generator", state: { seed: null, draws: [] } }),
  manual_seed: (context, args) => {
    const seed = new Bound("torch.manual_seed", args, ["seed"]).number("seed");
    context.seed(seed.value);
    return { kind: "literal", value: null };
  },
  multinomial: (_context, { at }) => opaque(at, "torch.multinomial draws from the model, which no loss depends on"),
};
