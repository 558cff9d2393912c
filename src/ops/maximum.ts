import { extremum } from "./extremum.ts";

/** Is `torch.maximum` of two tensors, element by element. */
export const maximum = extremum("maximum");
