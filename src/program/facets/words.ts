import type { DrawnWords } from "../../nodes/types/sample.ts";
import type { Facet } from "./facet.ts";

/** Makes lines of text that say what the numbers of a tensor are, which are made as they change. */
export const words: Facet<"words"> = ({ tensor, lines }: DrawnWords) => ({ lines: () => lines(tensor.storage.data) });
