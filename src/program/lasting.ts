import type { Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Mover, Plan } from "./plan.ts";
import { newId, type Renamed } from "./stale.ts";

/** How a tensor that outlives iterations and edits is known: a parameter (moved by none), or a buffer. */
export interface LastingName {
  readonly node: string;
  readonly name: string;
  /** Null for a parameter, which goes on whatever moves it. */
  readonly mover: Mover | null;
}

export interface Lasting extends LastingName {
  readonly tensor: Tensor;
}

/** What a program has learned: buffers, then parameters. */
export function lastingOf(plan: Plan): readonly Lasting[] {
  return [...plan.buffers, ...plan.parameters.map(({ node, name, tensor }) => ({ node, name, mover: null, tensor }))];
}

/** The same under the names that the nodes have after an edit. */
export function renamedLasting<T extends LastingName>(lasting: T, renamed: Renamed): T {
  const { mover } = lasting;
  return {
    ...lasting,
    node: newId(renamed, lasting.node),
    mover: mover === null ? null : { ...mover, node: newId(renamed, mover.node) },
  };
}

/** A tensor's place in a program: what can be put there has the same name, is moved by the same, and has this shape. */
export function placeKey({ node, name, mover }: LastingName, shape: Shape): string {
  return JSON.stringify([node, name, mover?.node, mover?.rule, shape]);
}

/** The program's parameters and buffers by their places. */
export function placesOf(plan: Plan): ReadonlyMap<string, Lasting> {
  return new Map(lastingOf(plan).map((lasting) => [placeKey(lasting, lasting.tensor.shape), lasting]));
}
