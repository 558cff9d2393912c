import type { Contender } from "./contender.ts";

/** Milliseconds that a turn is to take: long against the clock and a switch of processes, short against a disturbance. */
const TURN = 80;
/**
 * Iterations of a turn at least, where these do not take too many milliseconds: the first of a run measures what later ones
 * measure one time in hundreds, and finds nothing in the caches.
 */
const LEAST = 32;
const TOO_LONG = 2000;
/** Milliseconds that a contender runs before it is measured, for what is compiled as it runs. */
const WARM_UP = 400;

/** Is somebody who takes turns at one workload. */
interface Turns {
  readonly contender: Contender;
  readonly folder: string;
  /** Iterations of a turn. */
  readonly count: number;
}

/**
 * Has everybody run in turns, round after round, each round beginning with another: what disturbs the machine for a while
 * disturbs all of them.
 *
 * @param between done once a round
 * @returns for each of `entries`, milliseconds that an iteration took in each round
 */
export async function alternate(
  entries: readonly { readonly contender: Contender; readonly folder: string }[],
  rounds: number,
  between: () => void = () => undefined,
): Promise<number[][]> {
  const turns: Turns[] = [];
  for (const { contender, folder } of entries)
    turns.push({ contender, folder, count: await countOf(contender, folder) });
  const times = turns.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    between();
    for (let turn = 0; turn < turns.length; turn++) {
      const at = (turn + round) % turns.length;
      const { contender, folder, count } = turns[at]!;
      times[at]!.push(await contender.time(folder, count));
    }
  }
  return times;
}

/** Warms a contender up; how many iterations make a turn. */
async function countOf(contender: Contender, folder: string): Promise<number> {
  let [count, each, spent] = [1, Infinity, 0];
  while (spent < WARM_UP) {
    each = await contender.time(folder, count);
    spent += each * count;
    count = Math.max(1, Math.min(2 * count, Math.round(TURN / each)));
  }
  return Math.max(1, Math.round(TURN / each), Math.min(LEAST, Math.floor(TOO_LONG / each)));
}
