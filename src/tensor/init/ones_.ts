import { floatsOf } from "./floatsOf.ts";
import type { Tensor } from "../tensor.ts";

/** Is `torch.nn.init.ones_`: draws nothing. */
export function ones_(tensor: Tensor): void {
  floatsOf(tensor).fill(1);
}
