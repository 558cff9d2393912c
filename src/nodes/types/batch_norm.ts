import { batchNorm as batchNormOp } from "../../ops/batch_norm.ts";
import { dimension } from "../../ops/dimension.ts";
import { ONES, ZEROS } from "../families/initializer.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { filledWith } from "../families/drawnBy.ts";
import { line } from "../families/line.ts";
import { pythonNumber } from "../../base/pythonLiteral.ts";

/** Gives every channel with mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe and Szegedy, 2015). */
export const batchNorm = defineNodeType({
  type: "batch_norm",
  title: "BatchNorm",
  category: "parameters",
  summary: "Gives each channel mean 0 and variance 1 over the batch, then scales and shifts it.",
  help:
    "Channels are dimension 1. In training each is normalised by its mean and variance over the batch (divided by n, `eps` " +
    "added), then multiplied by `weight`, ones at first, and moved by `bias`, zeros at first. `running_mean` and " +
    "`running_var` follow with every update: running = (1 - `momentum`) running + `momentum` batch, of the variance the one " +
    "that is divided by n - 1. They are what counts when the model is used: with `training` off, and wherever it is " +
    "applied again (a measured loss, sampling). They are kept like parameters; the inspector shows them.",
  torch: ({ training, affine, eps }, { in: { x }, out, own, sizes, setting, training: learns, hasOwnRows }) => {
    const mean = own("running_mean");
    const variance = own("running_var");
    const [weight, bias] = affine ? [own("weight"), own("bias")] : [];
    const channels = sizes("x").slice(1, 2);
    const optional = affine ? { weight: weight!, bias: bias! } : {};
    const moves = training && learns;
    const statistics = moves
      ? { running_mean: "None", running_var: "None" }
      : { running_mean: mean, running_var: variance };
    // Where processes share the rows, a function of the script's sums over all of them.
    const shared = (code: string): string =>
      hasOwnRows("x") ? code.replace("F.batch_norm(", "batch_norm_of_all(") : code;
    return {
      parameters: [
        ...(affine ? [`${weight} = ${filledWith(1, channels)}`, `${bias} = ${filledWith(0, channels)}`] : []),
        `${mean} = ${filledWith(0, channels)}`,
        `${variance} = ${filledWith(1, channels)}`,
      ],
      forward: [
        `${out.out} = ${shared(batchNormOp.torch({ x, ...statistics, ...optional }, { training: moves, eps }))}`,
      ],
      // PyTorch would move them in the forward pass, before what is only measured has seen them.
      update: moves
        ? [shared(`F.batch_norm(${x}.detach(), ${mean}, ${variance}, training=True, momentum=${setting("momentum")})`)]
        : [],
    };
  },
  module: ({ training, affine, eps }, { in: { x }, out, sizes, setting, hasOwnRows }, self) => {
    const rank = sizes("x").length;
    const base = `BatchNorm${rank <= 3 ? 1 : rank === 4 ? 2 : 3}d`;
    const isShared = training && hasOwnRows("x");
    const name = isShared ? `${base}OfAll` : base;
    const options = [
      ...(eps === 1e-5 ? [] : [`eps=${pythonNumber(eps)}`]),
      ...(!training || setting("momentum") === "0.1" ? [] : [`momentum=${setting("momentum")}`]),
      ...(affine ? [] : ["affine=False"]),
    ];
    const written = `${name}(${[sizes("x")[1]!, ...options].join(", ")})`;
    // By the running statistics alone: nothing of its own moves.
    if (!training) return { made: `nn.${written}` };
    return {
      made: written,
      of: movedLater(name, base, isShared),
      ...line(out.out, `${self}(${x})`),
      update: [`${self}.move()`],
    };
  },
  byRows: () => "each",
  inputs: { x: { kind: "tensor", summary: "[N, C] or [N, C, …]" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {
    training: { kind: "boolean", default: true, summary: "by the batch's statistics; off: by the running ones" },
    momentum: {
      kind: "number",
      default: "0.1",
      summary: "how much of a batch goes into the running statistics",
      minor: true,
      inert: true,
    },
    affine: { kind: "boolean", default: true, summary: "whether to scale by weight and shift by bias", minor: true },
    eps: { kind: "number", default: "1e-5", summary: "added to the variance", minor: true },
  },
  build: ({ x }, { training, momentum, affine, eps }, builder) => {
    const { shape } = x.tensor;
    const channels = [shape[dimension(1, shape.length)]!];
    const own = affine
      ? { weight: builder.parameter("weight", channels, ONES), bias: builder.parameter("bias", channels, ZEROS) }
      : {};
    const running = {
      running_mean: builder.buffer("running_mean", channels, 0, "batch_norm", "running mean of each channel"),
      running_var: builder.buffer("running_var", channels, 1, "batch_norm", "running variance of each channel"),
    };
    const tensor = builder.apply(batchNormOp, { x: x.tensor, ...running, ...own }, { training, momentum, eps });
    return { out: { kind: "tensor", tensor, dims: x.dims } };
  },
});

/** A class of one of PyTorch's batch norms, which moves its statistics in the update and not in the forward pass. */
function movedLater(name: string, base: string, isShared: boolean): readonly string[] {
  const batchNormCode = isShared ? "batch_norm_of_all" : "F.batch_norm";
  return [
    `class ${name}(nn.${base}):`,
    "    # Its running statistics move in the update, after what is only measured has seen them.",
    "    def forward(self, x):",
    "        if not self.training:",
    "            mean, var = self.running_mean, self.running_var",
    "            return F.batch_norm(x, mean, var, self.weight, self.bias, eps=self.eps)",
    "        self.seen = x.detach()",
    `        return ${batchNormCode}(x, None, None, self.weight, self.bias, training=True, eps=self.eps)`,
    "",
    "    def move(self):",
    "        mean, var = self.running_mean, self.running_var",
    `        ${batchNormCode}(self.seen, mean, var, training=True, momentum=self.momentum)`,
    "        self.num_batches_tracked += 1",
  ];
}
