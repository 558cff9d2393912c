import type { PortKind } from "./port.ts";

/** Holds what a port carries or takes, as a sentence has it. */
export const kindInWords: Readonly<Record<PortKind, string>> = {
  words: "words",
  ids: "ids",
  tensor: "a tensor",
  tensors: "a list of tensors",
};
