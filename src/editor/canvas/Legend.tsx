import { colourTables, cssColour } from "../../views/colourTables.ts";
import { useColourScheme } from "../kit/colourScheme.ts";

/** Shows what the heatmaps' colours mean: one map for all of them, each tensor scaled to its own largest number. */
export function Legend({ brief }: { readonly brief: boolean }) {
  const { diverging, notFinite } = colourTables(useColourScheme((state) => state.scheme));
  const stops = Array.from({ length: 11 }, (_, i) =>
    cssColour(diverging[Math.round((i * (diverging.length - 1)) / 10)]!),
  );
  return (
    <div
      className="legend"
      title="Each heatmap is scaled to the largest |x| of its own tensor; numbers a thousand times beyond all others, as a mask of -1e9, are left out of that"
    >
      <span>−max |x|</span>
      <span className="legend-bar" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }}>
        <span className="legend-zero" />
      </span>
      <span>{brief ? "+max |x| of each" : "+max |x|, each tensor its own"}</span>
      <span className="legend-swatch" style={{ background: cssColour(notFinite) }} />
      <span>nan, inf</span>
    </div>
  );
}
