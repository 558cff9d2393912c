import { cellsOf, type Cell, type Fold, type Term } from "../contract/term.ts";
import type { Region } from "../../base/region.ts";

/** Returns the parts of tensors that a term was made of, by the tensors' names: rows, columns, single cells. */
export function regionsOf(term: Term): ReadonlyMap<string, readonly Region[]> {
  const regions = new Map<string, Region[]>();
  collect(term, new Map(), (tensor, region) => {
    const known = regions.get(tensor) ?? [];
    if (known.every((other) => !sameRegion(other, region))) regions.set(tensor, [...known, region]);
  });
  return regions;
}

/** How far each letter runs. */
type Runs = ReadonlyMap<string, number>;
type Add = (tensor: string, region: Region) => void;

function collect(term: Term, runs: Runs, add: Add): void {
  switch (term.kind) {
    case "literal":
      return;
    case "cell":
      addCell(term, runs, add);
      return;
    case "formula":
      for (const part of Object.values(term.names)) collect(part, runs, add);
      return;
    case "fold":
      collectFold(term, runs, add);
  }
}

/** A fold over all values of its letters is as its pattern says; otherwise it is its terms, one by one. */
function collectFold(fold: Fold, runs: Runs, add: Add): void {
  const all = new Map([...runs, ...fold.letters.map(({ letter, size }) => [letter, size] as const)]);
  if (fold.where === null && [...cellsOf(fold.pattern)].every(isPlain)) collect(fold.pattern, all, add);
  else for (const { term } of fold.terms) collect(term, runs, add);
}

/** Whether it is known where a cell of a pattern goes: at numbers and letters. */
function isPlain({ subscripts }: Cell): boolean {
  return subscripts.every((subscript) => typeof subscript !== "object");
}

function addCell({ tensor, subscripts, index }: Cell, runs: Runs, add: Add): void {
  const runsAlong = subscripts.map((subscript) =>
    typeof subscript === "string" ? (runs.get(subscript) ?? null) : null,
  );
  add(tensor, {
    start: index.map((subscript, axis) => (runsAlong[axis] === null ? subscript : 0)),
    size: runsAlong.map((size) => size ?? 1),
  });
  for (const subscript of subscripts) if (typeof subscript === "object") collect(subscript, runs, add);
}

function sameRegion(a: Region, b: Region): boolean {
  return a.start.join() === b.start.join() && a.size.join() === b.size.join();
}
