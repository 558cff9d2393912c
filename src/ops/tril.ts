import { triangle } from "./triangle.ts";

/** Is `torch.tril`: the lower triangle of a matrix, 0 elsewhere. */
export const tril = triangle("tril");
