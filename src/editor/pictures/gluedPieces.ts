/** Is a stretch of a line: text, and the cell that it names where it is of one. */
interface Piece {
  readonly text: string;
  readonly cell?: unknown;
}

const opens = /[([]$/u;
const closes = /^[)\],]/u;

/**
 * Returns the pieces of a line in groups that stay on one line: a number with the bracket before it, the bracket's sign,
 * and the bracket or comma behind it; a cell's name with that of the cell that is its index. Browsers would break a line on
 * either side of a button.
 */
export function gluedPieces<P extends Piece>(line: readonly P[]): readonly (readonly P[])[] {
  const groups: P[][] = [];
  let last = "";
  for (const piece of line.flatMap(apart)) {
    const group = opens.test(last) || closes.test(piece.text) ? groups.at(-1) : undefined;
    if (group === undefined) groups.push([piece]);
    else group.push(piece);
    last = piece.text;
  }
  return groups;
}

/** A text without its brackets at either end, and their sign, which belong to what stands beside it. */
function apart<P extends Piece>(piece: P): readonly P[] {
  if (piece.cell !== undefined) return [piece];
  const [, before = "", middle = "", behind = ""] = /^([)\],]*)(.*?)((?:[+−] |-)?[([]+|)$/su.exec(piece.text) ?? [];
  return [before, middle, behind].filter((text) => text !== "").map((text) => ({ ...piece, text }));
}
