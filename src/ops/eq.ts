import { comparison } from "./comparison.ts";

/** Is `torch.eq`: a = b. A nan equals nothing. */
export const eq = comparison("eq", "==", [0, 1, 0]);
