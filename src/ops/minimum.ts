import { extremum } from "./extremum.ts";

/** `torch.minimum` of two tensors, element by element. */
export const minimum = extremum("minimum");
