import { create } from "zustand";
import { ownScale } from "../../views/heatmapData.ts";
import { KeptValue } from "../kit/keptValue.ts";
import type { Previews } from "../runner/previews.ts";
import type { Preview } from "../../protocol/preview.ts";
import type { Side } from "../../protocol/tensorRef.ts";

/** Says what heatmaps are scaled to: each to its own tensor, or all that are shown to one size. */
export type ColourScale = "own" | "shared";

type Shown = Pick<Previews, "shown">;

interface ColourScaleState {
  readonly scale: ColourScale;
}

const kept = new KeptValue<ColourScaleState>("wiregrad/scale", { scale: "own" }, (value) => ({
  scale: typeof value === "object" && value !== null && Reflect.get(value, "scale") === "shared" ? "shared" : "own",
}));

export const useColourScale = create<ColourScaleState>()(() => ({ scale: "own" }));
kept.keepIn(useColourScale);

/** Returns what gives the size at which a picture's colours end, now; null for integers. */
export function colourEnds(previews: Shown): (preview: Preview) => number | null {
  if (useColourScale.getState().scale === "own") return ownScale;
  // Values and gradients each for themselves: gradients are smaller by far.
  const largest = { value: largestScale(previews, "value"), grad: largestScale(previews, "grad") };
  return (preview) => {
    const own = ownScale(preview);
    // A picture that came before the session was told to show it is no smaller for it.
    return own === null ? null : Math.max(own, largest[preview.side]);
  };
}

/** Returns the size at which one picture's colours end. */
export function colourEnd(preview: Preview, previews: Shown): number | null {
  return colourEnds(previews)(preview);
}

/** Returns the largest scale of the float tensors that are shown now, of values or of gradients. No scalar is coloured. */
export function largestScale(previews: Shown, side: Side): number {
  let largest = 0;
  for (const preview of previews.shown()) {
    if (preview.side === side && preview.shape.length > 0) largest = Math.max(largest, ownScale(preview) ?? 0);
  }
  return largest;
}

/** Says whether a tensor that is shown now has finite numbers beyond its own colours. */
export function someBeyond(previews: Shown): boolean {
  return previews.shown().some((preview) => preview.maxAbs > (ownScale(preview) ?? Infinity));
}
