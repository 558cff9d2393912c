import type { TensorRegion } from "../../session/protocol.ts";
import type { ColourTables } from "../../views/colourTables.ts";

/** A number's colour on the one diverging map, neutral at 0, as `0xAABBGGRR`. Integers have none. */
export function cellColour(
  value: number | undefined,
  { dtype, maxAbs }: Pick<TensorRegion, "dtype" | "maxAbs">,
  { diverging, notFinite }: ColourTables,
): number | undefined {
  if (value === undefined || dtype !== "float32") return undefined;
  if (!Number.isFinite(value)) return notFinite;
  const share = maxAbs === 0 ? 0 : value / maxAbs;
  return diverging[Math.round(((share + 1) / 2) * (diverging.length - 1))];
}
