import type { ColourTables } from "./colourTables.ts";
import type { HeatmapData } from "./heatmapData.ts";
import { paintHeatmap } from "./paintHeatmap.ts";

/** Describes a heatmap as colours, one a cell. */
export interface HeatmapPixels {
  readonly rows: number;
  readonly columns: number;
  readonly colours: Uint32Array;
}

/** Holds the colours of heatmaps, worked out anew only when the numbers change. */
export class PixelCache<Key> {
  readonly #known = new Map<Key, { heatmap: HeatmapData; tables: ColourTables; pixels: HeatmapPixels }>();

  of(key: Key, heatmap: HeatmapData, tables: ColourTables): HeatmapPixels {
    const known = this.#known.get(key);
    if (known?.heatmap === heatmap && known.tables === tables) return known.pixels;
    const { rows, columns } = heatmap;
    // A picture of the size before is painted over: training allocates nothing here.
    const colours =
      known?.pixels.colours.length === rows * columns ? known.pixels.colours : new Uint32Array(rows * columns);
    paintHeatmap(heatmap, tables, colours);
    const pixels = { rows, columns, colours };
    this.#known.set(key, { heatmap, tables, pixels });
    return pixels;
  }

  /** Forgets all but these. */
  keep(used: ReadonlySet<Key>): void {
    for (const key of this.#known.keys()) if (!used.has(key)) this.#known.delete(key);
  }
}
