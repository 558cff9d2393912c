import { nodeTypes } from "./catalogue.ts";
import type { Told } from "../ops/contract/told.ts";

/**
 * Holds what is told of the node types that say more than their ops do, by their names. The built site loads the texts
 * as it does those of the ops.
 */
export const nodeTold: Readonly<Record<string, Partial<Told>>> = Object.fromEntries(
  nodeTypes.flatMap(({ type, told }) => (told === undefined ? [] : [[type, told] as const])),
);
