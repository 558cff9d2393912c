import { comparison } from "./comparison.ts";

/** `torch.gt`: a > b. */
export const gt = comparison("gt", ">", [0, 0, 1]);
