import { comparison } from "./comparison.ts";

/** Is `torch.gt`: a > b. */
export const gt = comparison("gt", ">", [0, 0, 1]);
