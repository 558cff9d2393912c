import { ops } from "./catalogue.ts";
import type { ComputeOp, Op } from "./contract/op.ts";
import type { Why } from "./contract/why.ts";
import { sample } from "./sample.ts";
import { viewWhy } from "./why/viewWhy.ts";

/** How the numbers of each op that computes come to be. The built site loads it with the first question why. */
const opWhys: ReadonlyMap<string, Why> = new Map(
  [...ops, sample].filter((op): op is ComputeOp => op.kind === "compute").map(({ name, why }) => [name, why]),
);

/** Says how the numbers of an op come to be: each op states its own, and all views share one. */
export function whyOf(op: Op): Why {
  if (op.kind === "view") return viewWhy(op);
  const why = opWhys.get(op.name);
  if (why === undefined) throw new Error(`the catalogue has no op ${op.name}`);
  return why;
}
