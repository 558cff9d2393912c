import { alternate } from "./alternate.ts";
import type { Contender } from "./contender.ts";
import type { Inputs } from "./inputs.ts";
import type { Result } from "./results.ts";
import { ratiosOf, spreadOf } from "./spread.ts";

/** Losses may be as far from ours, relatively: others sum in other orders. */
export const TOLERANCE = 1e-3;

/** Is what a workload is called, and of what kind it is. */
export type Named = Pick<Result, "name" | "title" | "kind"> & { readonly losses: number };

/**
 * Has all contenders compute the same: first the losses, which must agree, then in turns against the clock.
 *
 * @param ours our backends; the first one's losses are what the others are held against
 * @param say told in one sentence of whoever drops out
 */
export async function compete(
  { name, title, kind, losses: count }: Named,
  { folder, flop }: Inputs,
  contenders: readonly Contender[],
  ours: readonly string[],
  { rounds, between, say }: { rounds: number; between: () => void; say: (sentence: string) => void },
): Promise<Result> {
  const losses = new Map<string, readonly number[]>();
  const entrants: Contender[] = [];
  for (const contender of contenders) {
    try {
      await contender.ask({ order: "open", folder });
      losses.set(contender.name, (await contender.ask({ order: "losses", folder, count })).losses!);
      entrants.push(contender);
    } catch (error) {
      say(
        `${contender.name} does not take part in ${name}: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  }
  const reference = losses.get(ours.find((backend) => losses.has(backend)) ?? "") ?? [...losses.values()][0] ?? [];
  const rows = await alternate(
    entrants.map((contender) => ({ contender, folder })),
    rounds,
    between,
  );
  const allocations: Record<string, number> = {};
  for (const contender of entrants) {
    if (kind === "network" && ours.includes(contender.name))
      allocations[contender.name] = (await contender.ask({ order: "allocations", folder })).bytes!;
    await contender.ask({ order: "close", folder });
  }
  const times = new Map(entrants.map((contender, at) => [contender.name, rows[at]!]));
  const pairs = [...times.keys()].flatMap((over) =>
    ours.includes(over)
      ? [...times.keys()].filter((under) => !ours.includes(under)).map((under) => [over, under] as const)
      : [],
  );
  return {
    name,
    title,
    kind,
    flop,
    times: Object.fromEntries([...times].map(([one, figures]) => [one, spreadOf(figures)])),
    ratios: Object.fromEntries(
      pairs.map(([over, under]) => [`${over}/${under}`, ratiosOf(times.get(over)!, times.get(under)!)]),
    ),
    allocations,
    differences: Object.fromEntries([...losses].map(([one, its]) => [one, difference(its, reference)])),
  };
}

/** The largest relative difference; infinite where one is no number. */
function difference(losses: readonly number[], reference: readonly number[]): number {
  const single = losses.map((loss) => Math.fround(loss));
  return Math.max(
    ...single.map((loss, at) => {
      const other = Math.fround(reference[at]!);
      const distance = Math.abs(loss - other) / Math.max(Math.abs(other), Number.MIN_VALUE);
      return loss === other ? 0 : Number.isNaN(distance) ? Infinity : distance;
    }),
  );
}
