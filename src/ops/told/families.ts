import type { Told } from "../contract/told.ts";

/** Ends what is told of a gradient that a repeated operand gets: each of its numbers went to several places. */
export const OVER_PLACES = "[places|, added up over the {places} places where each number of {self} was used]";

/**
 * Returns what is told of an op that does the same to each number: what it does (`tanh`), what there is to know of the
 * result, and what the gradient is multiplied by.
 */
export function toldOfEach(does: string, note: string, slope: string): Told {
  return { forward: `${does} of {x each}${note}`, backward: `{y grads} times ${slope}` };
}

/** Returns what is told of an op between two tensors that broadcast. `backward`: what each gets of the gradient. */
export function toldOfPair(forward: string, backward?: Readonly<Record<"a" | "b", string>>): Told {
  const told = { forward: `${forward}, number by number[, {repeats}]` };
  if (backward === undefined) return told;
  return { ...told, backward: { a: backward.a + OVER_PLACES, b: backward.b + OVER_PLACES } };
}

/** Returns what is told of an op that makes one number of many: `the sum`, and what each of the many gets. */
export function toldOfMany(what: string, backward?: string): Told {
  const forward = `${what} of {along}`;
  return backward === undefined ? { forward } : { forward, backward };
}

/** Returns what is told of a view: the same numbers, seen otherwise. */
export function toldOfView(
  forward: string,
  backward = "the same numbers as {y}.grad, each back where its number is from",
): Told {
  return { forward, backward };
}

/** Is what is told of a view that lays the same numbers out in another shape. */
export const toldOfLayout = toldOfView(
  "the same {x count} of {x}[reshaped|, laid out as {y size} in place of {x size}][!reshaped|, in the same shape]",
);
