import { fans } from "../../tensor/init/fans.ts";
import { kaimingNormal_ } from "../../tensor/init/kaiming_normal_.ts";
import { linear_, linearBias_ } from "../../tensor/init/linear_.ts";
import { ones_ } from "../../tensor/init/ones_.ts";
import { randn_ } from "../../tensor/init/randn_.ts";
import { uniform_ } from "../../tensor/init/uniform_.ts";
import { xavierUniform_ } from "../../tensor/init/xavier_uniform_.ts";
import { zeros_ } from "../../tensor/init/zeros_.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Init } from "../contract/init.ts";
import type { Settings } from "../settings/setting.ts";

const NAMES = [
  "randn",
  "uniform",
  "uniform_symmetric",
  "zeros",
  "ones",
  "kaiming_normal",
  "xavier_uniform",
  "nn_linear",
] as const;
type InitName = (typeof NAMES)[number];

/**
 * Says how a node's parameters are drawn. An edit keeps the numbers that are there, so these settings make nothing
 * stale.
 */
export const initSettings = {
  init: {
    kind: "choice",
    default: "randn",
    options: NAMES,
    summary: "how the parameters are drawn; Reset draws anew",
    minor: true,
    inert: true,
  },
  gain: {
    kind: "number",
    default: "",
    optional: true,
    summary: "makes the first numbers so much larger; empty: 1, and √2 for kaiming_normal",
    minor: true,
    inert: true,
  },
} as const satisfies Settings;

/** Holds what the help of a node with these settings says of them. */
export const initHelp =
  "`init` says how the parameters are drawn at the start and by Reset; an edit keeps what has been learned. `randn`: normal, " +
  "times `gain`, which is nn.Embedding's own start. `uniform`: evenly from 0 to `gain`. `uniform_symmetric`: evenly between " +
  "±`gain`. `kaiming_normal`: normal with deviation gain / √in (√2 suits a ReLU, " +
  "5 / 3 a tanh). `xavier_uniform`: evenly between ±gain √(6 / (in + out)). `nn_linear`, nn.Linear's own " +
  "start: evenly between ±gain / √in, drawn as [out, in] there. `in` is the first size, `out` the second.";

/**
 * Returns `torch.nn.init`'s function of that name for a weight `[in, out]`; without a gain, with PyTorch's own. Throws
 * PyTorch's sentence for a shape that has no fan in and fan out.
 */
export function initializer(name: InitName, gain: number | null, shape: Shape): Init {
  return { name, fill: filler(name, gain, shape) };
}

function filler(name: InitName, gain: number | null, shape: Shape): Init["fill"] {
  switch (name) {
    case "randn":
      return (tensor, generator) => randn_(tensor, generator, gain ?? 1);
    case "uniform":
      return (tensor, generator) => uniform_(tensor, generator, 0, gain ?? 1);
    case "uniform_symmetric":
      return (tensor, generator) => uniform_(tensor, generator, -(gain ?? 1), gain ?? 1);
    case "zeros":
      return zeros_;
    case "ones":
      return ones_;
    case "kaiming_normal":
      fans(shape);
      return (tensor, generator) => kaimingNormal_(tensor, generator, gain === null ? {} : { gain });
    case "xavier_uniform":
      fans(shape);
      return (tensor, generator) => xavierUniform_(tensor, generator, gain ?? 1);
    case "nn_linear":
      fans(shape);
      return (tensor, generator) => linear_(tensor, generator, gain ?? 1);
  }
}

/**
 * Draws the bias of a weight `[in, out]` as that is drawn. It is 0 where the weight's distribution asks for a fan in, but with
 * `nn_linear`, which draws it by its layer's inputs.
 */
export function biasInitializer(name: InitName, gain: number | null, [fanIn, out]: readonly [number, number]): Init {
  if (name === "nn_linear") {
    return { name, fill: (tensor, generator) => linearBias_(tensor, generator, fanIn, gain ?? 1) };
  }
  const known = name === "kaiming_normal" || name === "xavier_uniform" ? "zeros" : name;
  return initializer(known, gain, [out]);
}

/** Is `torch.nn.init.ones_` and `zeros_`, which ask for no seed. */
export const ONES: Init = { name: "ones", fill: ones_ };
export const ZEROS: Init = { name: "zeros", fill: zeros_ };
