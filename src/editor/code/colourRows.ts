import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";
import { formatSize } from "../kit/formatSize.ts";
import type { CodeRow } from "./codeRows.ts";

/** Says what a piece of code is, where it has a colour. */
export type PieceKind = "comment" | "string" | "number" | "keyword" | "folded";

/** Describes a piece of a line. */
export interface Piece {
  readonly text: string;
  /** Null for what has no colour of its own. */
  readonly kind: PieceKind | null;
  /** What it stands for, in a sentence; of what is folded. */
  readonly title?: string;
}

const kinds = tagHighlighter([
  { tag: tags.comment, class: "comment" },
  { tag: tags.string, class: "string" },
  { tag: tags.number, class: "number" },
  { tag: [tags.keyword, tags.bool, tags.null], class: "keyword" },
]);

/** Characters of a literal from which on it is data that travels in the code, and is shown by its size. */
const FOLDED = 160;

/** Characters of a line that are shown beside it. */
const MOST = 240;

/** Returns each row's text in pieces by their colours: of data in it the size, and a long rest ends with `…`. */
export function colourRows(rows: readonly CodeRow[]): readonly (readonly Piece[])[] {
  const text = rows.map((row) => row.text).join("\n");
  const spans = coloured(text);
  let start = 0;
  let next = 0;
  return rows.map((row) => {
    const end = start + row.text.length;
    while (next < spans.length && spans[next]!.to <= start) next += 1;
    const pieces: Piece[] = [];
    let done = start;
    let left = MOST;
    const add = (to: number, kind: PieceKind | null): void => {
      const long = to - done;
      if (kind === "string" && long > FOLDED) pieces.push(foldedPiece(long));
      else if (long > 0 && left > 0) {
        pieces.push({ text: text.slice(done, Math.min(to, done + left)), kind });
        left -= long;
        if (left < 0) pieces.push({ text: " …", kind: null });
      }
      done = Math.max(done, to);
    };
    // A text of several lines is in each of them.
    for (let at = next; at < spans.length && spans[at]!.from < end; at++) {
      const { from, to, kind } = spans[at]!;
      add(Math.max(from, start), null);
      add(Math.min(to, end), kind);
    }
    add(end, null);
    start = end + 1;
    return pieces;
  });
}

function foldedPiece(long: number): Piece {
  const size = formatSize(long);
  return {
    text: `data, ${size}`,
    kind: "folded",
    title: `Data of the graph, as text of ${size}: folded here, whole in what Copy and Save write.`,
  };
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
