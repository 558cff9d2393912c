import { comparison } from "./comparison.ts";

/** Is `torch.le`: a ≤ b. */
export const le = comparison("le", "<=", [1, 1, 0]);
