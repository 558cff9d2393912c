import { triangle } from "./triangle.ts";

/** Is `torch.triu`: the upper triangle of a matrix, 0 elsewhere. */
export const triu = triangle("triu");
