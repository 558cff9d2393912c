import { comparison } from "./comparison.ts";

/** Is `torch.lt`: a < b. */
export const lt = comparison("lt", "<", [1, 0, 0]);
