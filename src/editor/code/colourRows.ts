import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";
import type { CodeRow } from "./codeRows.ts";

/** Says what a piece of code is, where it has a colour. */
export type PieceKind = "comment" | "string" | "number" | "keyword";

/** Describes a piece of a line. */
export interface Piece {
  readonly text: string;
  /** Null for what has no colour of its own. */
  readonly kind: PieceKind | null;
}

const kinds = tagHighlighter([
  { tag: tags.comment, class: "comment" },
  { tag: tags.string, class: "string" },
  { tag: tags.number, class: "number" },
  { tag: [tags.keyword, tags.bool, tags.null], class: "keyword" },
]);

/** Characters of a line that are shown; data that travels in the code may have thousands. */
const MOST = 240;

/** Returns each row's text in pieces by their colours; a long one ends with `…`. */
export function colourRows(rows: readonly CodeRow[]): readonly (readonly Piece[])[] {
  const text = rows.map((row) => row.text).join("\n");
  const spans = coloured(text);
  let start = 0;
  let next = 0;
  return rows.map((row) => {
    const end = start + row.text.length;
    while (next < spans.length && spans[next]!.to <= start) next += 1;
    const seen = Math.min(end, start + MOST);
    const pieces: Piece[] = [];
    let done = start;
    const add = (to: number, kind: PieceKind | null): void => {
      if (to > done) pieces.push({ text: text.slice(done, to), kind });
      done = Math.max(done, to);
    };
    // A text of several lines is in each of them.
    for (let at = next; at < spans.length && spans[at]!.from < seen; at++) {
      const { from, to, kind } = spans[at]!;
      add(Math.max(from, start), null);
      add(Math.min(to, seen), kind);
    }
    add(seen, null);
    if (seen < end) pieces.push({ text: " …", kind: null });
    start = end + 1;
    return pieces;
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: PieceKind;
}

/** In their order, none over another. */
function coloured(text: string): readonly Span[] {
  const spans: Span[] = [];
  highlightTree(parser.parse(text), kinds, (from, to, kind) => {
    spans.push({ from, to, kind: kind as PieceKind });
  });
  return spans;
}
