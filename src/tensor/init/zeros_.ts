import type { Tensor } from "../tensor.ts";
import { floatsOf } from "./floatsOf.ts";

/** Is `torch.nn.init.zeros_`: draws nothing. */
export function zeros_(tensor: Tensor): void {
  floatsOf(tensor).fill(0);
}
