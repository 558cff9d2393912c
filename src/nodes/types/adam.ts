import { adamNode } from "../families/adamNode.ts";

/** Gives steps of the same size in every direction, whatever the gradients' sizes (Kingma and Ba, 2015). */
export const adam = adamNode("adam", {
  title: "Adam",
  summary: "Moves every parameter by its mean gradient over that gradient's usual size.",
  help:
    "For each parameter p with gradient g, Adam keeps running means m of g and v of g², both 0 at first, and the number t " +
    "of steps: m = β₁m + (1 - β₁)g, v = β₂v + (1 - β₂)g², and p -= lr m̂ / (√v̂ + eps), where m̂ = m / (1 - β₁ᵗ) and " +
    "v̂ = v / (1 - β₂ᵗ) make up for the beginning at 0. With `weight_decay` λ, g + λp stands for g. m, v and t are kept over " +
    "edits that keep the parameter, and `Reset` clears them; the inspector shows them at the parameter's node, by " +
    "PyTorch's names `exp_avg`, `exp_avg_sq` and `step`.",
  weightDecay: { default: "0", summary: "pulls every parameter towards 0", minor: true },
});
