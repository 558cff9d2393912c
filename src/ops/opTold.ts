import { ops } from "./catalogue.ts";
import { sample } from "./sample.ts";
import type { Told } from "./contract/told.ts";

/**
 * Holds what is told of each op, by its name. The built site loads the texts when a step is first told: there
 * `vite.config.ts` puts this module's result in its place, and leaves them out of the ops.
 */
export const opTold: Readonly<Record<string, Told>> = Object.fromEntries(
  [...ops, sample].map(({ name, told }) => [name, told]),
);
