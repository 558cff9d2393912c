import { shortened } from "../../base/shortened.ts";

/** Writes a value of a setting for reading, on one line and not without end. */
export function shortValue(value: unknown): string {
  return shortened(JSON.stringify(value) ?? "nothing", 80);
}
