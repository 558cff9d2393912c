import type { ColourTables } from "./colourTables.ts";
import { ownScale, type HeatmapData } from "./heatmapData.ts";
import { cellsBeyond, paintHeatmap } from "./paintHeatmap.ts";

/** Describes a heatmap as colours, one a cell. */
export interface HeatmapPixels {
  readonly rows: number;
  readonly columns: number;
  readonly colours: Uint32Array;
  /** The cells that lie beyond the colours. */
  readonly beyond?: readonly number[];
}

/** Holds the colours of heatmaps, worked out anew only when the numbers change. */
export class PixelCache<Key> {
  readonly #known = new Map<
    Key,
    { heatmap: HeatmapData; tables: ColourTables; end: number | null; pixels: HeatmapPixels }
  >();

  /** @param end the size at which the colours of floats end. */
  of(key: Key, heatmap: HeatmapData, tables: ColourTables, end = ownScale(heatmap)): HeatmapPixels {
    const known = this.#known.get(key);
    if (known?.heatmap === heatmap && known.tables === tables && known.end === end) return known.pixels;
    const { rows, columns } = heatmap;
    // A picture of the size before is painted over: training allocates nothing here.
    const colours =
      known?.pixels.colours.length === rows * columns ? known.pixels.colours : new Uint32Array(rows * columns);
    paintHeatmap(heatmap, tables, colours, end);
    const pixels = { rows, columns, colours, beyond: cellsBeyond(heatmap, end) };
    this.#known.set(key, { heatmap, tables, end, pixels });
    return pixels;
  }

  /** Forgets all but these. */
  keep(used: ReadonlySet<Key>): void {
    for (const key of this.#known.keys()) if (!used.has(key)) this.#known.delete(key);
  }
}
