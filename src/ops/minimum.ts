import { extremum } from "./extremum.ts";

/** Is `torch.minimum` of two tensors, element by element. */
export const minimum = extremum("minimum");
