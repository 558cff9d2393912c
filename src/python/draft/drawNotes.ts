import type { Draw, GeneratorState } from "./draft.ts";

/** Holds the seed that a graph gets, and what is to be told of the numbers that are drawn. */
export interface Drawing {
  readonly seed: number;
  readonly notes: readonly { readonly at: number; readonly message: string }[];
}

/** Is the seed of a graph whose code sets none. */
const NO_SEED = 42;

interface IterationDraw {
  readonly at: number;
  readonly generator: GeneratorState;
}

/**
 * Says which seed a graph has whose first numbers are drawn so, and where they differ from PyTorch's: because of another
 * generator, or of numbers that are drawn and not used.
 */
export function drawNotes(
  used: readonly Draw[],
  iterations: readonly IterationDraw[],
  fallback: GeneratorState,
  start: number,
): Drawing {
  const random = used.filter((draw) => draw.random).toSorted((a, b) => a.order - b.order);
  const generator = random[0]?.generator ?? iterations[0]?.generator ?? fallback;
  const notes: { at: number; message: string }[] = [];
  const draws = random.length > 0 || iterations.length > 0;
  const seed =
    generator.seed !== null && Number.isSafeInteger(generator.seed) && generator.seed >= 0 ? generator.seed : null;
  if (seed === null && draws) {
    notes.push({
      at: random[0]?.at ?? start,
      message: `the code sets no seed here: the graph has the seed ${NO_SEED}`,
    });
  }
  const other =
    random.find((draw) => draw.generator !== generator) ?? iterations.find((draw) => draw.generator !== generator);
  if (other !== undefined) {
    const message =
      "this is drawn by another generator: the graph has one, so that from here on its numbers are others";
    notes.push({ at: other.at, message });
  }
  const last = random.findLast((draw) => draw.generator === generator);
  const known = new Set(random);
  // What iterations draw comes after all of it.
  const goesOn = iterations.some((draw) => draw.generator === generator);
  const spare = generator.draws.find(
    (draw) => draw.random && !known.has(draw) && (goesOn || (last !== undefined && draw.order < last.order)),
  );
  if (spare !== undefined && seed !== null) {
    const message = "this is drawn and not part of the graph, whose numbers are others than PyTorch's from here on";
    notes.push({ at: spare.at, message });
  }
  return { seed: seed ?? NO_SEED, notes };
}
