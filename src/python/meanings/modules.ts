import { Bound, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, readable } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { called, combined, named, numberOf, type NumberValue } from "../values/number.ts";
import type { ModuleValue, TensorValue, Value } from "../values/value.ts";
import { applyWord, withoutDefaults } from "./applyWord.ts";
import { element } from "./elements.ts";
import { layerSizes } from "./layerSizes.ts";
import { meanSquared } from "./losses.ts";
import { nodeTypeOf, tensorWords } from "./tensorWords.ts";

type Maker = (context: Context, args: Arguments) => ModuleValue;

/** Makes a module of a function of its input. */
function module(
  name: string,
  at: number,
  apply: ModuleValue["apply"],
  fields: Iterable<readonly [string, Value]> = [],
) {
  const made: ModuleValue = { kind: "module", name, at, fields: new Map(fields), apply, label: null, training: true };
  return made;
}

function tensorOf(value: Value | undefined, at: number, what: string): TensorValue {
  if (value === undefined) throw new Beyond(at, `${what} is called without a tensor`);
  const read = readable(value);
  if (read.kind !== "tensor") throw new Beyond(at, `${what}: expected a tensor, got ${inWords(read)}`);
  return read;
}

/** A module that is one function, with the arguments that it was made with. */
function wordModule(name: string, word: string, names: readonly string[], defaults: Record<string, Value> = {}): Maker {
  return (context, args) => {
    const bound = new Bound(`nn.${name}`, args, names, ["inplace"]);
    const settings = new Map<string, Value>(Object.entries(defaults));
    for (const parameter of names) if (bound.has(parameter)) settings.set(parameter, bound.value(parameter));
    const made = module(name, args.at, (input, rest, at) => {
      const positional = [tensorOf(input, at, `nn.${name}`), ...rest];
      const result = applyWord(context, word, tensorWords[word]!, { at, positional, named: settings });
      result.node!.name ??= made.label;
      return result;
    });
    return made;
  };
}

function elementModule(name: string, op: string): Maker {
  return (context, args) => {
    const { at: madeAt } = new Bound(`nn.${name}`, args, [], ["inplace"]);
    const made = module(name, madeAt, (input, _rest, at) => {
      const tensor = context.formula(element(op, [tensorOf(input, at, `nn.${name}`)]));
      context.output(tensor, at).node.name ??= made.label;
      return tensor;
    });
    return made;
  };
}

function linear(context: Context, args: Arguments): ModuleValue {
  const bound = new Bound("nn.Linear", args, ["in_features", "out_features", "bias"], ["device", "dtype"]);
  const [fanIn, out] = [bound.number("in_features"), bound.number("out_features")];
  const weight = context.parameter([fanIn, out], { name: "nn_linear" }, args.at);
  const fields: [string, Value][] = [["weight", { ...weight, flipped: true }]];
  let bias: TensorValue | null = null;
  if (bound.boolean("bias", true)) {
    const gain = combined("/", numberOf(1), called("sqrt", [fanIn]))!;
    bias = context.parameter([out], { name: "uniform_symmetric", gain }, args.at);
    fields.push(["bias", bias]);
  }
  for (const [, value] of fields) if (value.kind === "tensor") value.node!.trained = true;
  const made = module(
    "Linear",
    args.at,
    (input, _rest, at) => {
      const x = tensorOf(input, at, "nn.Linear");
      const W = tensorOf(made.fields.get("weight"), at, "nn.Linear");
      const b = made.fields.get("bias");
      const inputs = {
        x: context.output(x, at),
        W: context.output({ ...W, flipped: false }, at),
        ...(b?.kind === "tensor" ? { b: context.output(b, at) } : {}),
      };
      const settings = { ...layerSizes(fanIn, out), ...(bias === null ? { bias: false } : {}) };
      const node = context.node(nodeTypeOf.linear, settings, inputs, at);
      node.name = made.label;
      return context.tensor(node, x.dims === null ? null : [...x.dims.slice(0, -1), out]);
    },
    fields,
  );
  return made;
}

function embedding(context: Context, args: Arguments): ModuleValue {
  const bound = new Bound("nn.Embedding", args, ["num_embeddings", "embedding_dim"], ["device", "dtype"]);
  const [num, dim] = [bound.number("num_embeddings"), bound.number("embedding_dim")];
  const table = context.parameter([num, dim], { name: "randn" }, args.at);
  table.node!.trained = true;
  const made = module(
    "Embedding",
    args.at,
    (input, _rest, at) => {
      const ids = tensorOf(input, at, "nn.Embedding");
      return lookup(context, tensorOf(made.fields.get("weight"), at, "nn.Embedding"), ids, [num, dim], at, made.label);
    },
    [["weight", table]],
  );
  return made;
}

/** Drafts a lookup of rows: `C[ids]` of a parameter. */
export function lookup(
  context: Context,
  table: TensorValue,
  ids: TensorValue,
  [num, dim]: readonly [NumberValue | null, NumberValue],
  at: number,
  label: string | null = null,
): TensorValue {
  const settings = {
    ...(num === null || num.text === "vocab_size" ? {} : { num: num.text }),
    dim: dim.text,
  };
  const inputs = { ids: context.output(ids, at), C: context.output(table, at) };
  const node = context.node(nodeTypeOf.embedding, settings, inputs, at);
  node.name = label;
  return context.tensor(node, ids.dims === null ? null : [...ids.dims, dim]);
}

function layerNorm(context: Context, args: Arguments): ModuleValue {
  const bound = new Bound("nn.LayerNorm", args, ["normalized_shape", "eps", "elementwise_affine"], ["device"]);
  const shape = bound.value("normalized_shape");
  const sizes = shape.kind === "list" ? shape.items : [shape];
  const settings = {
    normalized_shape: sizes.map((size) => (size.kind === "number" ? size.text : "")).join(", "),
    affine: bound.boolean("elementwise_affine", true),
    eps: bound.number("eps", 1e-5).text,
  };
  return norm(context, "LayerNorm", nodeTypeOf.layerNorm, settings, args.at);
}

function batchNorm(context: Context, args: Arguments): ModuleValue {
  const bound = new Bound("nn.BatchNorm1d", args, ["num_features", "eps", "momentum", "affine"], ["device"]);
  const settings = {
    momentum: bound.number("momentum", 0.1).text,
    affine: bound.boolean("affine", true),
    eps: bound.number("eps", 1e-5).text,
  };
  return norm(context, "BatchNorm1d", nodeTypeOf.batchNorm, settings, args.at);
}

/** A norm has its parameters, ones and zeros, within its node, so that it can be called in one place only. */
function norm(
  context: Context,
  name: string,
  type: string,
  settings: Readonly<Record<string, string | boolean>>,
  at: number,
): ModuleValue {
  let called = -1;
  const made = module(name, at, (input, _rest, callAt) => {
    if (called >= 0 && context.training) throw new Beyond(callAt, `one nn.${name} is called in two places`);
    called = context.training ? callAt : -1;
    const x = tensorOf(input, callAt, `nn.${name}`);
    const node = context.node(type, withoutDefaults(type, settings), { x: context.output(x, callAt) }, callAt);
    node.name = made.label;
    const weight = made.fields.get("weight");
    if (weight?.kind === "tensor" && weight.node?.draw != null) node.holds = weight.node.draw;
    return context.tensor(node, x.dims);
  });
  return made;
}

function sequence(name: string): Maker {
  return (context, args) => {
    const [first] = args.positional;
    const items =
      first?.kind === "list" ? first.items : first?.kind === "dict" ? [...first.entries.values()] : args.positional;
    const keys = first?.kind === "dict" ? [...first.entries.keys()].map((key) => key.slice(1)) : [];
    const fields = items.map((item, at) => [keys[at] ?? String(at), item] as const);
    fields.forEach(([key, item]) => {
      if (item.kind === "module" && !/^\d/.test(key)) item.label ??= key;
    });
    const made = module(
      name,
      args.at,
      (input, rest, at) => {
        if (name !== "Sequential") throw new Beyond(at, `nn.${name} is called`);
        let value = input;
        for (const [, layer] of made.fields) value = context.call(layer, { at, positional: [value], named: new Map() });
        if (rest.length > 0) throw new Beyond(at, "nn.Sequential takes one argument");
        return value;
      },
      fields,
    );
    return made;
  };
}

function loss(name: string, apply: (context: Context, args: Arguments) => Value, names: readonly string[]): Maker {
  return (context, made) => {
    const bound = new Bound(`nn.${name}`, made, names);
    const settings = new Map<string, Value>();
    for (const parameter of names) if (bound.has(parameter)) settings.set(parameter, bound.value(parameter));
    return module(name, made.at, (input, rest, at) =>
      apply(context, { at, positional: [input, ...rest], named: settings }),
    );
  };
}

/** Holds the modules of `torch.nn`, by name. */
export const modules: Readonly<Record<string, Maker>> = {
  Linear: linear,
  Embedding: embedding,
  LayerNorm: layerNorm,
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  BatchNorm3d: batchNorm,
  // Something that only holds parameters.
  Module: (_context, { at }) =>
    module("Module", at, (_input, _rest, callAt) => {
      throw new Beyond(callAt, "nn.Module is called");
    }),
  Sequential: sequence("Sequential"),
  ModuleList: sequence("ModuleList"),
  Identity: (_context, { at }) => module("Identity", at, (input) => input),
  Tanh: elementModule("Tanh", "tanh"),
  Sigmoid: elementModule("Sigmoid", "sigmoid"),
  ReLU: wordModule("ReLU", "relu", []),
  GELU: wordModule("GELU", "gelu", ["approximate"]),
  Softmax: wordModule("Softmax", "softmax", ["dim"]),
  LogSoftmax: wordModule("LogSoftmax", "log_softmax", ["dim"]),
  Dropout: wordModule("Dropout", "dropout", ["p"]),
  Flatten: wordModule("Flatten", "flatten", ["start_dim", "end_dim"], { start_dim: numberOf(1) }),
  SiLU: (context, { at }) =>
    module("SiLU", at, (input, _rest, callAt) => {
      const x = tensorOf(input, callAt, "nn.SiLU");
      const squashed = element("sigmoid", [x]);
      return context.formula({ kind: "op", op: "*", operands: [{ kind: "leaf", tensor: x }, squashed] });
    }),
  LeakyReLU: (context, args) => {
    const slope = new Bound("nn.LeakyReLU", args, ["negative_slope"], ["inplace"]).number("negative_slope", 0.01);
    return module("LeakyReLU", args.at, (input, _rest, at) => {
      const x = tensorOf(input, at, "nn.LeakyReLU");
      const leaf = { kind: "leaf", tensor: x } as const;
      const scaled = { kind: "op", op: "*", operands: [{ kind: "number", number: slope }, leaf] } as const;
      const test = { kind: "op", op: ">", operands: [leaf, { kind: "number", number: named("0", 0) }] } as const;
      return context.formula({ kind: "op", op: "where", operands: [test, leaf, scaled] });
    });
  },
  CrossEntropyLoss: loss(
    "CrossEntropyLoss",
    (context, args) => applyWord(context, "cross_entropy", tensorWords["cross_entropy"]!, args),
    ["ignore_index", "reduction", "label_smoothing"],
  ),
  MSELoss: loss("MSELoss", meanSquared, ["reduction"]),
};
