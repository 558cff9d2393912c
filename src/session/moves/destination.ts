import { isBefore, type Position } from "../../protocol/position.ts";
import type { Move } from "../../protocol/move.ts";
import type { ProgramFacts } from "./programFacts.ts";

/** Says whether the move goes over what was run before, rather than running on. */
export function isReplay({ type }: Move): boolean {
  return type === "seek" || type === "stepBack" || type === "stepBackInto";
}

/** Says where a move leads; a sentence when it leads nowhere. */
export function destination(
  move: Move,
  from: Position,
  newest: Position,
  { boundaries, cannotFinish }: Pick<ProgramFacts, "boundaries" | "cannotFinish">,
): Position | string {
  const { length, next, previous, nodeEnd, nodeStart, passEnd } = boundaries;
  const { iteration, cursor } = from;
  switch (move.type) {
    case "step":
    // A node's end is where a step over the node leads, from inside it, too.
    case "stepOut":
      return forward(nodeEnd(cursor, iteration));
    case "stepInto":
      return forward(next(next(cursor, iteration) + 1, iteration));
    case "runPass":
      return forward(passEnd(cursor, iteration));
    case "iterate":
      return forward(length);
    case "stepBack":
      return backward(nodeStart);
    case "stepBackInto":
      return backward(previous);
    case "runTo":
      if (!isIndex(move.cursor, length)) return `expected an instruction from 0 to ${length - 1}, got ${move.cursor}`;
      return forward(move.cursor);
    case "seek": {
      if (!isIndex(move.cursor, length) || !isIndex(move.iteration, Infinity))
        return `expected an iteration and an instruction of it, got ${move.iteration} and ${move.cursor}`;
      const overEnd = move.cursor === 0 && move.iteration === newest.iteration + 1;
      const to = cannotFinish !== null && overEnd ? newest : standing(move.iteration, move.cursor);
      if (isBefore(newest, to)) return `iteration ${newest.iteration} is the furthest that was reached`;
      return to;
    }
  }

  function forward(to: number): Position | string {
    if (cannotFinish !== null && cursor > 0 && next(cursor, iteration) >= length) return cannotFinish;
    return standing(iteration, to);
  }

  /**
   * Before the first instruction that is due an iteration's start is the one place; behind the last, the next one's start. An
   * iteration that cannot finish ends behind its last.
   */
  function standing(iteration: number, cursor: number): Position {
    const due = next(cursor, iteration);
    if (due >= length)
      return cannotFinish === null ? { iteration: iteration + 1, cursor: 0 } : { iteration, cursor: length };
    return { iteration, cursor: previous(cursor, iteration) === null ? 0 : due };
  }

  function backward(back: ProgramFacts["boundaries"]["previous"]): Position | string {
    const start = back(cursor, iteration);
    if (start !== null) return standing(iteration, start);
    if (iteration === 0) return "this is the start: nothing was run before it";
    return standing(iteration - 1, back(length, iteration - 1) ?? 0);
  }
}

function isIndex(value: number, end: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < end;
}
