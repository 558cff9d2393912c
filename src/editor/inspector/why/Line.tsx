import { useContext } from "react";
import { AskedCell, FollowLink } from "./askedCell.ts";
import { gluedPieces } from "../../pictures/gluedPieces.ts";
import type { Pointed } from "./pointed.ts";
import { followLink } from "./trail.ts";
import type { Why, WhyLine } from "./whyTypes.ts";
import "../../pictures/whyLink.css";

interface Props {
  readonly line: WhyLine;
  readonly tensors: Why["tensors"];
  /** Told of what is pointed at. */
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** Shows a line of arithmetic. Each number that stands in a tensor leads to its cell. */
export function Line({ line, tensors, onPoint }: Props) {
  return (
    <span>
      {gluedPieces(line).map((pieces, at) => (
        <span key={at} className={pieces.length > 1 ? "why-glued" : undefined}>
          {pieces.map((piece, at) => (
            <Piece key={at} piece={piece} tensors={tensors} onPoint={onPoint} />
          ))}
        </span>
      ))}
    </span>
  );
}

function Piece({
  piece: { text, cell },
  tensors,
  onPoint,
}: { readonly piece: WhyLine[number] } & Pick<Props, "tensors" | "onPoint">) {
  const asked = useContext(AskedCell);
  const follow = useContext(FollowLink);
  const tensor = cell === undefined || !Object.hasOwn(tensors, cell.tensor) ? undefined : tensors[cell.tensor];
  if (cell === undefined || tensor === undefined) return text;
  const pointing = { onPointerEnter: () => onPoint(cell), onPointerLeave: () => onPoint(null) };
  // A cell with a letter in its index is many: nothing to go to, but a row or a column to see.
  if (cell.index.some(Number.isNaN)) {
    return (
      <span className="why-many" {...pointing}>
        {text}
      </span>
    );
  }
  const go = (): void => {
    const to = { ...tensor.ref, index: cell.index };
    if (follow === null) followLink(asked ?? to, to);
    else follow(to, cell.tensor);
  };
  return (
    <button
      type="button"
      className="why-link"
      title={`${tensor.label}[${cell.index.join(", ")}] of ${tensor.ref.node}`}
      onClick={go}
      {...pointing}
      onFocus={() => onPoint(cell)}
      onBlur={() => onPoint(null)}
    >
      {text}
    </button>
  );
}
