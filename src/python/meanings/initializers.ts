import { Bound, type Arguments } from "../values/arguments.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { combined, negated, numberOf, BINDS, type NumberValue } from "../values/number.ts";
import type { TensorValue } from "../values/value.ts";

const GAINS: Readonly<Record<string, number>> = { linear: 1, sigmoid: 1, tanh: 5 / 3, relu: Math.SQRT2 };

interface Start {
  readonly name: string;
  readonly gain: NumberValue | null;
}

/** Draws a parameter anew: `torch.nn.init.…_`, or `normal_`, `zero_` and the like of the tensor. Null for others. */
export function initialize(context: Context, name: string, args: Arguments): TensorValue | null {
  const [tensor] = args.positional;
  const parameter = tensor?.kind === "tensor" ? tensor.node : null;
  const start = startOf(name, args, parameter === null ? [] : context.sizes(parameter));
  if (start === null) return null;
  if (tensor?.kind !== "tensor") throw new Beyond(args.at, `${name} is called without a tensor`);
  if (parameter?.draw == null) throw new Beyond(args.at, `${name} of a tensor that is no parameter is not read`);
  if (tensor.flipped !== true && FANNED.has(name))
    throw new Beyond(args.at, `${name} of a weight that lies [in, out] is not read`);
  if (tensor.flipped === true && start.name !== "zeros" && start.name !== "ones" && start.name !== "nn_linear") {
    context.note(args.at, `${name} draws this weight as [out, in]; here it is drawn as [in, out], with other numbers`);
  }
  const generator = args.named.get("generator");
  context.redraw(parameter, start, args.at, generator?.kind === "generator" ? generator.state : undefined);
  return tensor;
}

/** The functions that go by a weight's fans, and take it to lie [out, in]. */
const FANNED: ReadonlySet<string> = new Set(["kaiming_normal_", "kaiming_uniform_", "xavier_uniform_"]);

function startOf(name: string, args: Arguments, shape: readonly NumberValue[]): Start | null {
  switch (name) {
    case "zeros_":
    case "zero_":
      return { name: "zeros", gain: null };
    case "ones_":
      return { name: "ones", gain: null };
    case "constant_":
    case "fill_": {
      const value = new Bound(name, args, ["tensor", "val"], []).number("val").value;
      if (value === 0 || value === 1) return { name: value === 0 ? "zeros" : "ones", gain: null };
      throw new Beyond(args.at, `${name} with another number than 0 or 1 is not read`);
    }
    case "normal_": {
      const bound = new Bound(name, args, ["tensor", "mean", "std"], ["generator"]);
      if (bound.number("mean", 0).value !== 0) throw new Beyond(args.at, "normal_ around another mean is not read");
      const deviation = bound.number("std", 1);
      return overFan(deviation, shape) ?? { name: "randn", gain: deviation };
    }
    case "uniform_": {
      const bound = new Bound(name, args, ["tensor", "a", "b"], ["generator"]);
      const [low, high] = [bound.number("a", 0), bound.number("b", 1)];
      const isEven =
        low.text === negated(high).text || (low.value !== null && low.value === -(high.value ?? Number.NaN));
      if (low.value === 0 && low.text !== negated(high).text) return { name: "uniform", gain: high };
      if (isEven) return byBothFans(high, shape) ?? { name: "uniform_symmetric", gain: high };
      throw new Beyond(args.at, "uniform_ is read from 0, or from as far below 0 as it goes above");
    }
    case "kaiming_normal_": {
      const bound = new Bound(name, args, ["tensor", "a", "mode", "nonlinearity"]);
      if (bound.string("mode", "fan_in") !== "fan_in") throw new Beyond(args.at, "the mode fan_out is not read");
      const gain = GAINS[bound.string("nonlinearity", "leaky_relu")] ?? null;
      return { name: "kaiming_normal", gain: gain === null ? null : numberOf(gain) };
    }
    case "xavier_uniform_":
      return { name: "xavier_uniform", gain: new Bound(name, args, ["tensor", "gain"]).optionalNumber("gain") };
    case "kaiming_uniform_": {
      const slope = new Bound(name, args, ["tensor", "a", "mode", "nonlinearity"]).number("a", 0).value;
      if (slope === null || Math.abs(slope - Math.sqrt(5)) > 1e-9) {
        throw new Beyond(args.at, "kaiming_uniform_ is read with a=math.sqrt(5)");
      }
      return { name: "nn_linear", gain: null };
    }
    default:
      return null;
  }
}

/** `normal_(0, gain / sqrt(in))` of a weight [in, out]. */
function overFan(deviation: NumberValue, shape: readonly NumberValue[]): Start | null {
  const found = /^(.+) \/ sqrt\((.+)\)$/.exec(deviation.text);
  if (found === null || found[2] !== fan(shape, 0)?.text) return null;
  return { name: "kaiming_normal", gain: found[1] === "sqrt(2)" ? null : gainOf(found[1]!, BINDS.product) };
}

/** `uniform_` to gain √(6 / (in + out)) of a weight [in, out]. */
function byBothFans(high: NumberValue, shape: readonly NumberValue[]): Start | null {
  const found = /^(?:(.+) \* )?sqrt\(6 \/ \((.+)\)\)$/.exec(high.text);
  const [fanIn, fanOut] = [fan(shape, 0), fan(shape, 1)];
  if (found === null || fanIn === null || fanOut === null || found[2] !== combined("+", fanIn, fanOut)!.text)
    return null;
  return { name: "xavier_uniform", gain: found[1] === undefined ? null : gainOf(found[1], BINDS.product) };
}

/** The inputs (0) or outputs (1) that a weight `[in, out, …]` connects; null for what is none. */
export function fan(shape: readonly NumberValue[], axis: 0 | 1): NumberValue | null {
  const [first, ...rest] = [shape[axis], ...shape.slice(2)];
  if (shape.length < 2 || first === undefined) return null;
  return rest.reduce<NumberValue>((product, size) => combined("*", product, size)!, first);
}

function gainOf(text: string, binds: number): NumberValue {
  return { ...numberOf(1), text, binds, value: null };
}
