import type { ColourTables } from "./colourTables.ts";
import { ownScale, type HeatmapData } from "./heatmapData.ts";

/**
 * Writes a heatmap's cells as colours, one pixel a cell, into `pixels` (rows × columns). Floats are coloured
 * from −`end` over zero to +`end`, and what lies beyond as what is there; integers from their least to their greatest.
 */
export function paintHeatmap(
  heatmap: HeatmapData,
  tables: ColourTables,
  pixels: Uint32Array,
  end = ownScale(heatmap),
): void {
  const { data } = heatmap;
  const isFloat = end !== null;
  const table = isFloat ? tables.diverging : tables.neutral;
  const last = table.length - 1;
  const [low, high] = isFloat ? [-end, end] : [heatmap.min, heatmap.max];
  // All equal: zero for floats (the middle), the lightest for integers.
  const scale = high > low ? last / (high - low) : 0;
  const base = scale === 0 && isFloat ? last / 2 : 0;
  for (let cell = 0; cell < data.length; cell++) {
    const value = data[cell]!;
    pixels[cell] = Number.isFinite(value)
      ? table[Math.max(0, Math.min(last, Math.round(base + (value - low) * scale)))]!
      : tables.notFinite;
  }
}

/** Returns the cells whose finite numbers lie beyond the end of the colours. */
export function cellsBeyond({ data, maxAbs }: HeatmapData, end: number | null): readonly number[] {
  // Of most pictures none does.
  if (end === null || maxAbs <= end) return [];
  const cells: number[] = [];
  for (let cell = 0; cell < data.length; cell++) {
    const size = Math.abs(data[cell]!);
    if (size > end && size < Infinity) cells.push(cell);
  }
  return cells;
}
