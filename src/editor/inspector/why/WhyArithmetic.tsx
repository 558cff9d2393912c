import { formatNumber } from "../../../base/formatNumber.ts";
import type { Pointed } from "./pointed.ts";
import { WhyPartView } from "./WhyPartView.tsx";
import type { Why } from "./whyTypes.ts";

interface Props {
  readonly why: Why;
  /** Told of the cell in the arithmetic that is pointed at. */
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** Shows a number, the parts that add up to it, and what else is to be known of it. */
export function WhyArithmetic({ why, onPoint }: Props) {
  const { label, result, dtype, parts, notes, agrees } = why;
  return (
    <>
      <p className="why-result">
        <b>{label}</b> = {formatNumber(result, dtype)}
      </p>
      {parts.length > 1 && (
        <p className="why-sum">
          {`It feeds ${parts.length} places, and their parts add up: `}
          {parts.map(({ value }) => formatNumber(value)).join(" + ")}
        </p>
      )}
      {parts.map((part, at) => (
        <WhyPartView key={at} part={part} why={why} several={parts.length > 1} onPoint={onPoint} />
      ))}
      {!agrees && parts.length > 0 && <p className="why-note">The numbers that it was made of have changed since.</p>}
      {notes.map((note) => (
        <p key={note} className="why-note">
          {note}
        </p>
      ))}
    </>
  );
}
