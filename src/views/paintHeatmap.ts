import type { ColourTables } from "./colourTables.ts";
import type { HeatmapData } from "./heatmapData.ts";

/**
 * Writes a heatmap's cells as colours, one pixel a cell, into `pixels` (rows × columns). Floats are coloured
 * from −`scale` over zero to +`scale`, integers from their least to their greatest.
 */
export function paintHeatmap(heatmap: HeatmapData, tables: ColourTables, pixels: Uint32Array): void {
  const { data, dtype } = heatmap;
  const isFloat = dtype === "float32" || dtype === "float64";
  const table = isFloat ? tables.diverging : tables.neutral;
  const last = table.length - 1;
  const end = heatmap.scale ?? heatmap.maxAbs;
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
