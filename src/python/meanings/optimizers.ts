import { Bound, sizesOf, type Arguments } from "../values/arguments.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { iterate } from "../values/iterate.ts";
import { numberOf } from "../values/number.ts";
import type { OptimizerValue, Value } from "../values/value.ts";
import { withoutDefaults } from "./applyWord.ts";
import { nodeTypeOf } from "./tensorWords.ts";

interface OptimizerWord {
  readonly type: string;
  readonly names: readonly string[];
  readonly lr: number | null;
}

/** Holds PyTorch's optimisers, with their arguments in its order. */
const words: Readonly<Record<string, OptimizerWord>> = {
  SGD: {
    type: nodeTypeOf.sgd,
    names: ["params", "lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize"],
    lr: null,
  },
  Adam: {
    type: nodeTypeOf.adam,
    names: ["params", "lr", "betas", "eps", "weight_decay", "amsgrad", "maximize"],
    lr: 1e-3,
  },
  AdamW: {
    type: nodeTypeOf.adamw,
    names: ["params", "lr", "betas", "eps", "weight_decay", "amsgrad", "maximize"],
    lr: 1e-3,
  },
};

/** Makes an optimiser of `torch.optim`; null for one that is not read. */
export function makeOptimizer(context: Context, name: string, args: Arguments): OptimizerValue | null {
  const word = Object.hasOwn(words, name) ? words[name] : undefined;
  if (word === undefined) return null;
  const bound = new Bound(`optim.${name}`, args, word.names, ["foreach", "fused", "capturable"]);
  if (bound.boolean("amsgrad", false)) throw new Beyond(args.at, "amsgrad is not read");
  const parameters = iterate(bound.value("params"), args.at);
  for (const parameter of parameters) trained(parameter, args.at);
  const settings: Record<string, string | boolean> = {};
  for (const setting of word.names.slice(2)) {
    if (setting === "amsgrad" || !bound.has(setting)) continue;
    const value: Value = bound.value(setting);
    if (value.kind === "literal") settings[setting] = bound.boolean(setting, false);
    else if (value.kind === "list")
      settings[setting] = sizesOf([value], args.at, setting)
        .map(({ text }) => text)
        .join(", ");
    else settings[setting] = bound.number(setting).text;
  }
  context.changed();
  return {
    kind: "optimizer",
    type: word.type,
    settings: withoutDefaults(word.type, settings),
    parameters,
    at: args.at,
    lr: word.lr === null ? bound.number("lr") : bound.number("lr", word.lr),
  };
}

/** Marks a parameter as one that is trained. Throws Beyond for what is none. */
function trained(value: Value, at: number): void {
  // What a norm has within its node moves with it.
  if (value.kind === "method" && value.object.kind === "module" && ["weight", "bias"].includes(value.name)) return;
  if (value.kind === "dict") throw new Beyond(at, "groups of parameters are not read: one rule moves them all");
  if (value.kind !== "tensor" || value.node === null) throw new Beyond(at, "this is no parameter");
  value.node.trained = true;
}

/** `optimizer.zero_grad()` and `optimizer.step()`; null for another method. */
export function optimizerMethod(context: Context, optimizer: OptimizerValue, name: string, at: number): Value | null {
  if (name === "zero_grad") context.zeroed();
  else if (name === "step") context.stepped(optimizer, at);
  else return null;
  return { kind: "literal", value: null };
}

/** What a gradient by hand is moved with: 1 at first. */
export const ONE = numberOf(1);
