import { comparison } from "./comparison.ts";

/** Is `torch.ne`: a ≠ b. */
export const ne = comparison("ne", "!=", [1, 0, 1]);
