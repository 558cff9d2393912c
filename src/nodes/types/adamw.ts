import { adamNode } from "../families/adamNode.ts";

/** Is Adam whose weight decay does not pass through the running means (Loshchilov and Hutter, 2019). */
export const adamw = adamNode("adamw", {
  title: "AdamW",
  summary: "Adam, with a weight decay that the gradient's size does not change.",
  help:
    "First every parameter shrinks: p -= lr λ p, with λ the `weight_decay`. Then it moves as under Adam, by its gradient " +
    "alone: m = β₁m + (1 - β₁)g, v = β₂v + (1 - β₂)g², p -= lr m̂ / (√v̂ + eps), with m̂ = m / (1 - β₁ᵗ) and " +
    "v̂ = v / (1 - β₂ᵗ). m, v and t are kept over edits that keep the parameter, and `Reset` clears them; the inspector " +
    "shows them at the parameter's node, by PyTorch's names `exp_avg`, `exp_avg_sq` and `step`.",
  weightDecay: { default: "0.01", summary: "share of each parameter that goes, times lr" },
});
