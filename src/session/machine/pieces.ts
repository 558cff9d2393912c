import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../../program/plan/appliedOp.ts";
import type { Program } from "../../program/run/program.ts";
import { PIECE_BYTES } from "./sparePieces.ts";

/** Describes a part of what running a program changes, in bytes from the start of its memory's `state`. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Whether a whole iteration computes it anew, whatever was there: results, what ops save, gradients. */
  readonly derived: boolean;
  /** The only instruction that writes it, where that runs in some iterations only. Null: any may. */
  readonly measuredBy: number | null;
}

type Kind = Pick<Piece, "derived" | "measuredBy">;

const PERSISTENT: Kind = { derived: false, measuredBy: null };
const DERIVED: Kind = { derived: true, measuredBy: null };

/** Cuts what running a program changes into pieces, without a gap. */
export function piecesOf(program: Program): Piece[] {
  const { plan, memory, instructions } = program;
  const { block, state, grads } = memory;
  const kinds = new Map<Storage, Kind>();
  for (const [at, applied] of plan.applied.entries()) {
    const kind = instructions[at]!.every === undefined ? DERIVED : { derived: false, measuredBy: at };
    for (const { storage } of writtenBy(applied)) kinds.set(storage, kind);
  }
  for (const { drawn, outputs } of plan.draws) {
    for (const { storage } of [...drawn, ...outputs]) kinds.set(storage, PERSISTENT);
  }
  const starts = [...kinds]
    .map(([{ data }, kind]) => ({ start: data.byteOffset - block.start - state.start, length: data.byteLength, kind }))
    .filter(({ start, length }) => start >= 0 && length > 0)
    .toSorted((a, b) => a.start - b.start);
  const first = { start: 0, kind: PERSISTENT };
  // Parameters and buffers lie before the first of them. The backward pass begins by clearing all gradients.
  const runs = [first, ...starts, { start: grads.start - state.start, kind: DERIVED }];
  const gaps = persistentGaps(starts, grads.start - state.start);
  return (
    [...runs, ...gaps]
      .toSorted((a, b) => a.start - b.start)
      // Of hundreds of small tensors each would be a piece.
      .filter(({ kind }, at, all) => kind !== all[at - 1]?.kind)
      .flatMap(({ start, kind }, at, all) => cut(start, all[at + 1]?.start ?? state.end - state.start, kind))
  );
}

/** Where something else begins than what ops write: accumulated gradients, which lie behind it. */
function persistentGaps(
  written: readonly { readonly start: number; readonly length: number }[],
  end: number,
): { start: number; kind: Kind }[] {
  return written.flatMap(({ start, length }, at) => {
    const behind = Math.ceil((start + length) / 64) * 64;
    const next = written[at + 1]?.start ?? end;
    return behind < next ? [{ start: behind, kind: PERSISTENT }] : [];
  });
}

function writtenBy({ op, output, saved, body = [] }: AppliedOp): Tensor[] {
  return op.kind === "view" ? [] : [output, ...Object.values(saved), ...body.flatMap(writtenBy)];
}

function cut(start: number, end: number, kind: Kind): Piece[] {
  const pieces: Piece[] = [];
  const size = kind.measuredBy === null ? PIECE_BYTES : Infinity;
  for (let at = start; at < end; at += size) pieces.push({ ...kind, start: at, end: Math.min(end, at + size) });
  return pieces;
}
