import type { Value } from "../values/value.ts";

/** Is Python's None. */
export const NONE: Value = { kind: "literal", value: null };
