import type { NumberValue } from "../values/number.ts";

/** Returns a layer's own sizes as settings; without inputs it is as x has them, as a layer cannot say 0 of its own. */
export function layerSizes(fanIn: NumberValue, out: NumberValue): { readonly in?: string; readonly out: string } {
  return { ...(fanIn.text === "0" ? {} : { in: fanIn.text }), out: out.text };
}
