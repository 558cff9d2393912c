import { triangle } from "./triangle.ts";

/** `torch.triu`: the upper triangle of a matrix, 0 elsewhere. */
export const triu = triangle("triu");
