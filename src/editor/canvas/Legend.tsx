import { useSyncExternalStore } from "react";
import { formatBriefly } from "../../base/formatNumber.ts";
import { colourTables, cssColour } from "../../views/colourTables.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
import { largestScale, someBeyond, useColourScale, type ColourScale } from "../pictures/colourScaleStore.ts";
import type { Previews } from "../runner/previews.ts";
import { useRunner } from "../runner/useRunner.ts";

/** Shows what the heatmaps' colours mean, and lets one choose whether each tensor has a scale of its own. */
export function Legend({ brief }: { readonly brief: boolean }) {
  const { diverging, notFinite, rim } = colourTables(useColourScheme((state) => state.scheme));
  const { previews } = useRunner();
  const scale = useColourScale((state) => state.scale);
  const ends = useSyncExternalStore(previews.subscribe, () => endsOf(scale, previews));
  const isBeyond = useSyncExternalStore(previews.subscribe, () => someBeyond(previews));
  const stops = Array.from({ length: 11 }, (_, i) =>
    cssColour(diverging[Math.round((i * (diverging.length - 1)) / 10)]!),
  );
  return (
    <div className="legend">
      <span>−</span>
      <span className="legend-bar" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }}>
        <span className="legend-zero" />
      </span>
      <span className="legend-ends">+{ends}</span>
      <select
        aria-label="Scale of the colours"
        title="What the colours of the pictures end at"
        value={scale}
        onChange={({ target }) => useColourScale.setState({ scale: target.value === "shared" ? "shared" : "own" })}
      >
        <option value="own">{brief ? "each its own" : "each tensor its own"}</option>
        <option value="shared">{brief ? "one for all" : "one scale for all"}</option>
      </select>
      <span className="legend-swatch" style={{ background: cssColour(notFinite) }} />
      <span>nan, inf</span>
      {isBeyond && (
        <span
          className="legend-beyond"
          title="A mask of -1e9, and the few that are 20 times as large as the others, lie beyond the scale: it ends at the largest of the others. Rest on a cell to read its number."
        >
          <svg viewBox="0 0 8 8" aria-hidden="true">
            <path d="M0 0h8v8z" fill={cssColour(rim)} />
          </svg>
          beyond
        </span>
      )}
    </div>
  );
}

/** `max |x|`, or where one scale is for all: `17, gradients 0.031`. */
function endsOf(scale: ColourScale, previews: Previews): string {
  if (scale === "own") return "max |x|";
  const [values, gradients] = [largestScale(previews, "value"), largestScale(previews, "grad")];
  return `${formatBriefly(values)}${gradients > 0 ? `, gradients ${formatBriefly(gradients)}` : ""}`;
}
