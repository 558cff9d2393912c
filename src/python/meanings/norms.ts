import { Bound, type Arguments } from "../values/arguments.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import type { TensorValue, Value } from "../values/value.ts";
import { withoutDefaults } from "./applyWord.ts";
import { nodeTypeOf } from "./tensorWords.ts";

/** `F.layer_norm` with a weight of ones and a bias of zeros, which the node has within. */
export function functionalLayerNorm(context: Context, args: Arguments): TensorValue {
  const bound = new Bound("layer_norm", args, ["input", "normalized_shape", "weight", "bias", "eps"]);
  const shape = bound.value("normalized_shape");
  const sizes = shape.kind === "list" ? shape.items : [shape];
  const settings = {
    ...(sizes.length < 2
      ? {}
      : { normalized_shape: sizes.map((size) => (size.kind === "number" ? size.text : "")).join(", ") }),
    affine: isAffine(bound),
    eps: bound.number("eps", 1e-5).text,
  };
  return norm(context, nodeTypeOf.layerNorm, settings, bound);
}

/** `F.batch_norm`; its running statistics, which a node has within, are moved by a call of `x.detach()` in scripts of ours. */
export function functionalBatchNorm(context: Context, args: Arguments): TensorValue {
  const names = ["input", "running_mean", "running_var", "weight", "bias", "training", "momentum", "eps"];
  const bound = new Bound("batch_norm", args, names);
  const x = bound.tensor("input");
  for (const name of ["running_mean", "running_var"]) hold(bound.optional(name));
  if (x.detached === true) {
    const statistics = bound.optional("running_mean");
    // They are called after their node.
    const name = statistics?.kind === "tensor" ? (statistics.node?.name?.replace(/_running_mean$/, "") ?? null) : null;
    const node = context.consumer(nodeTypeOf.batchNorm, { node: x.node!, port: x.port }, name);
    if (node === undefined) throw new Beyond(args.at, "this batch_norm is not read");
    const momentum = bound.number("momentum", 0.1).text;
    if (momentum !== "0.1") node.settings["momentum"] = momentum;
    context.changed();
    return x;
  }
  const settings = {
    training: bound.boolean("training", false),
    momentum: bound.number("momentum", 0.1).text,
    affine: isAffine(bound),
    eps: bound.number("eps", 1e-5).text,
  };
  return norm(context, nodeTypeOf.batchNorm, settings, bound);
}

/** Marks what a norm has within, which is no parameter by itself. */
function hold(value: Value | null): void {
  if (value?.kind === "tensor" && value.node?.draw != null) value.node.within = true;
}

/** Whether there are a weight and a bias: ones and zeros at first, as a norm's own are. */
function isAffine(bound: Bound): boolean {
  if (!bound.has("weight") && !bound.has("bias")) return false;
  const [weight, bias] = [bound.tensor("weight").node, bound.tensor("bias").node];
  for (const name of ["weight", "bias"]) hold(bound.optional(name));
  const starts = weight?.draw != null && bias?.draw != null;
  if (starts && weight.settings["init"] === "ones" && bias.settings["init"] === "zeros") return true;
  throw new Beyond(bound.at, "a norm is read with a weight of ones and a bias of zeros");
}

function norm(context: Context, type: string, settings: Record<string, string | boolean>, bound: Bound): TensorValue {
  const x = bound.tensor("input");
  const node = context.node(type, withoutDefaults(type, settings), { x: context.output(x, bound.at) }, bound.at);
  const weight = bound.has("weight") ? bound.tensor("weight").node : null;
  if (weight?.draw != null) node.holds = weight.draw;
  return context.tensor(node, x.dims);
}
