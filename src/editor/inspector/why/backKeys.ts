import type { Keys } from "../../kit/keys/keys.ts";

/** Holds the keys that lead back along the links, on the whole page and in the panel. */
export const backKeys = { page: "Alt Left", panel: "Backspace" } as const satisfies Readonly<Record<string, Keys>>;
