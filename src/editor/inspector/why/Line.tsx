import { useDocument } from "../../stores/documentStore.ts";
import { useInspected } from "../../stores/inspectedStore.ts";
import type { Why, WhyLine } from "./whyTypes.ts";

interface Props {
  readonly line: WhyLine;
  readonly tensors: Why["tensors"];
  /** Told of the tensor that is pointed at. */
  readonly onPoint: (tensor: string | null) => void;
}

/** A line of arithmetic. Each number that stands in a tensor leads to its cell. */
export function Line({ line, tensors, onPoint }: Props) {
  return line.map(({ text, cell }, at) => {
    const tensor = cell === undefined || !Object.hasOwn(tensors, cell.tensor) ? undefined : tensors[cell.tensor];
    if (cell === undefined || tensor === undefined || cell.index.some(Number.isNaN))
      return <span key={at}>{text}</span>;
    const go = (): void => {
      useInspected.getState().showCell({ ...tensor.ref, index: cell.index });
      useDocument.getState().select({ nodes: [tensor.ref.node] });
    };
    return (
      <button
        key={at}
        type="button"
        className="why-link"
        title={`${tensor.label}[${cell.index.join(", ")}] of ${tensor.ref.node}`}
        onClick={go}
        onPointerEnter={() => onPoint(cell.tensor)}
        onPointerLeave={() => onPoint(null)}
        onFocus={() => onPoint(cell.tensor)}
        onBlur={() => onPoint(null)}
      >
        {text}
      </button>
    );
  });
}
