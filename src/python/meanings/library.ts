import { findFunction } from "../../expression/functions.ts";
import { Bound, asNumber, type Arguments } from "../values/arguments.ts";
import { Beyond, opaque } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { iterate } from "../values/iterate.ts";
import { placeOf } from "../values/dims.ts";
import { called, combined, numberOf, type NumberValue } from "../values/number.ts";
import type { DraftNode, Output } from "../draft/draft.ts";
import type { Dims, TensorValue, Value } from "../values/value.ts";
import { applyWord } from "./applyWord.ts";
import { builtins } from "./builtins.ts";
import { creators, seriesTensor } from "./creators.ts";
import { decodedBase64, inflated } from "./embedded.ts";
import { elementOf } from "./elements.ts";
import { initialize } from "./initializers.ts";
import { meanSquared } from "./losses.ts";
import { elementCall, largest, unbound } from "./tensorMethods.ts";
import { NONE } from "./none.ts";
import { modules } from "./modules.ts";
import { makeOptimizer } from "./optimizers.ts";
import { functionalBatchNorm, functionalLayerNorm } from "./norms.ts";
import { moduleNotRead, notRead } from "./notRead.ts";
import { elementWords, nodeTypeOf, tensorWords } from "./tensorWords.ts";

/** Calls a function of a library by its dotted path. What is not known gives an opaque value. */
export function callLibrary(context: Context, path: string, args: Arguments): Value {
  const { at } = args;
  const [library, ...rest] = path.split(".");
  const name = rest.at(-1) ?? "";
  if (library === "builtins") {
    return Object.hasOwn(builtins, name) ? builtins[name]!(context, args) : opaque(at, `${name} is not known here`);
  }
  if (library === "torch") return callTorch(context, rest.slice(0, -1).join("."), name, withTensors(context, args));
  if (library === "math" || library === "numpy") return callMath(path, name, args);
  if (path === "base64.b64decode" || path === "zlib.decompress") {
    const [value] = args.positional;
    if (value?.kind === "string" && value.value !== null && library === "base64") {
      return { kind: "bytes", bytes: decodedBase64(value.value, at) };
    }
    return value?.kind === "bytes"
      ? { kind: "bytes", bytes: inflated(value.bytes, at) }
      : opaque(at, `${path} is not read`);
  }
  // A script that is read is one process, started by hand: no variable of its environment is set.
  if (path === "os.environ.get" || path === "os.getenv") return args.positional[1] ?? args.named.get("default") ?? NONE;
  if (path === "random.shuffle") {
    const [lines] = args.positional;
    if (lines?.kind !== "lines") return opaque(at, "random.shuffle is not read");
    context.changed();
    lines.source.shuffled = { seed: context.pythonSeed };
    context.note(at, "random.shuffle is Python's own and not followed: the words stay in their order");
    return NONE;
  }
  if (path === "random.seed") {
    context.pythonSeed = args.positional[0] === undefined ? null : asNumber(args.positional[0], at, path).value;
    context.changed();
    return NONE;
  }
  return opaque(at, notRead(path));
}

/** Numbers of each iteration are a tensor to PyTorch's functions. */
function withTensors(context: Context, args: Arguments): Arguments {
  const tensorOf = (value: Value): Value => (value.kind === "series" ? seriesTensor(context, value) : value);
  const named = new Map([...args.named].map(([name, value]) => [name, tensorOf(value)]));
  return { ...args, positional: args.positional.map(tensorOf), named };
}

function callMath(path: string, name: string, args: Arguments): Value {
  const [value] = args.positional;
  if (value?.kind === "number" && args.positional.length === 1 && findFunction(name) !== undefined) {
    return called(name, [value]);
  }
  if (name === "prod" && value?.kind === "list") {
    return value.items.reduce<Value>(
      (total, item) => combined("*", asNumber(total, args.at, path), asNumber(item, args.at, path))!,
      numberOf(1),
    );
  }
  return opaque(args.at, `${path} is not read`);
}

function callTorch(context: Context, module: string, name: string, args: Arguments): Value {
  const { at } = args;
  if (module === "nn" || module.startsWith("nn.modules")) {
    if (name === "Parameter") return parameterOf(context, args);
    if (Object.hasOwn(modules, name)) {
      context.changed();
      return modules[name]!(context, args);
    }
    return opaque(at, moduleNotRead(name, Object.keys(modules)));
  }
  if (module === "nn.init") {
    const full = name.endsWith("_") ? name : `${name}_`;
    return initialize(context, full, args) ?? opaque(at, `nn.init.${name} is not read`);
  }
  if (module === "optim") return makeOptimizer(context, name, args) ?? opaque(at, `optim.${name} is not read`);
  if (module === "cuda" || module.startsWith("backends")) {
    return name === "is_available" ? { kind: "literal", value: false } : NONE;
  }
  if (module !== "" && module !== "nn.functional" && module !== "Tensor")
    return opaque(at, notRead(`torch.${module}.${name}`));
  return callFunction(context, name, args) ?? opaque(at, `torch.${name} is not read`);
}

function callFunction(context: Context, name: string, args: Arguments): Value | null {
  const { at } = args;
  if (Object.hasOwn(creators, name)) return creators[name]!(context, args);
  if (Object.hasOwn(elementWords, name)) return elementCall(context, name, elementWords[name]!, args);
  if (Object.hasOwn(tensorWords, name)) return applyWord(context, name, tensorWords[name]!, args);
  switch (name) {
    case "max":
      return largest(context, args);
    case "unbind":
      return unbound(context, args);
    case "cat":
    case "concat":
    case "concatenate":
      return joined(context, nodeTypeOf.cat, args);
    case "stack":
      return joined(context, nodeTypeOf.stack, args);
    case "where": {
      const bound = new Bound("where", args, ["condition", "input", "other"]);
      const operands = ["condition", "input", "other"].map((port) => elementOf(bound.value(port), at));
      return context.formula({ kind: "op", op: "where", operands });
    }
    case "layer_norm":
      return functionalLayerNorm(context, args);
    case "batch_norm":
      return functionalBatchNorm(context, args);
    case "mse_loss":
      return meanSquared(context, args);
    case "silu": {
      const x = elementOf(new Bound("silu", args, ["input"]).tensor("input"), at);
      return context.formula({ kind: "op", op: "*", operands: [x, { kind: "op", op: "sigmoid", operands: [x] }] });
    }
    case "linear":
      return functionalLinear(context, args);
    case "no_grad":
    case "inference_mode":
    case "enable_grad":
    case "set_printoptions":
    case "set_num_threads":
    case "set_default_dtype":
    case "compile":
      return name === "compile" ? (args.positional[0] ?? NONE) : NONE;
    case "device":
      return { kind: "string", value: "cpu" };
    default:
      return null;
  }
}

/** `F.linear(x, W.T, b)` is read for weights of `nn.Linear` only, which lie the other way round here. */
function functionalLinear(context: Context, args: Arguments): Value {
  const bound = new Bound("linear", args, ["input", "weight", "bias"]);
  const weight = bound.tensor("weight");
  if (weight.flipped !== true)
    return opaque(args.at, "F.linear with a weight of the code's own is not read: write x @ W + b");
  const inputs: Record<string, Output> = {
    x: context.output(bound.tensor("input"), args.at),
    W: context.output({ ...weight, flipped: false }, args.at),
  };
  if (bound.has("bias")) inputs["b"] = context.output(bound.tensor("bias"), args.at);
  const node = context.node(nodeTypeOf.linear, bound.has("bias") ? {} : { bias: false }, inputs, args.at);
  return context.tensor(node, null);
}

function parameterOf(context: Context, args: Arguments): Value {
  const tensor = new Bound("nn.Parameter", args, ["data", "requires_grad"]).tensor("data");
  const output = context.output(tensor, args.at);
  if (output.node.draw === null) {
    throw new Beyond(args.at, "nn.Parameter is read of a tensor that is drawn, of zeros or of ones");
  }
  output.node.trained = true;
  context.changed();
  return tensor;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** `torch.cat([a, b], dim)`, or of the list that unbind gives. */
function joined(context: Context, type: string, args: Arguments): TensorValue {
  const bound = new Bound(type, args, ["tensors", "dim"]);
  const given = bound.value("tensors");
  const dim = bound.number("dim", 0);
  const settings: Record<string, string> = dim.text === "0" ? {} : { dim: dim.text };
  let inputs: Record<string, Output>;
  let dims: Dims | null;
  if (given.kind === "tensors") {
    inputs = { tensors: { node: given.node, port: "out" } };
    dims = joinedDims(type, [given.dims], null, dim);
  } else {
    const items = iterate(given, args.at);
    if (items.length === 0 || items.length > LETTERS.length) {
      throw new Beyond(args.at, `torch.${type} is read of 1 to ${LETTERS.length} tensors`);
    }
    const outputs = items.map((item): Output => {
      if (item.kind !== "tensor") throw new Beyond(args.at, `torch.${type}: expected tensors`);
      return context.output(item, args.at);
    });
    inputs = Object.fromEntries(outputs.map((output, at) => [LETTERS[at]!, output]));
    const all = items.map((item) => (item.kind === "tensor" ? item.dims : null));
    dims = joinedDims(type, all, items.length, dim);
  }
  const node: DraftNode = context.node(type, settings, inputs, args.at);
  return context.tensor(node, dims);
}

/** Returns the sizes of tensors that are joined, as far as they are known; a count of null is one that is not known. */
function joinedDims(type: string, all: readonly (Dims | null)[], count: number | null, dim: NumberValue): Dims | null {
  const [first] = all;
  if (first === undefined || first === null) return null;
  if (type === nodeTypeOf.stack) {
    const place = placeOf(dim, [...first, null]);
    return place === null ? null : first.toSpliced(place, 0, count === null ? null : numberOf(count));
  }
  const place = placeOf(dim, first);
  if (place === null) return null;
  const sizes = count === null ? [null] : all.map((dims) => dims?.[place]?.value ?? null);
  const total = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  return first.with(place, total === null ? null : numberOf(total));
}
