import { comparison } from "./comparison.ts";

/** Is `torch.ge`: a ≥ b. */
export const ge = comparison("ge", ">=", [0, 1, 1]);
