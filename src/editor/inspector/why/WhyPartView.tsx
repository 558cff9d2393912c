import { formatCount, formatNumber } from "../../../base/formatNumber.ts";
import { BroadcastView } from "./BroadcastView.tsx";
import { indexOfCell } from "./ghostLayout.ts";
import { Line } from "./Line.tsx";
import type { Pointed } from "./pointed.ts";
import type { Broadcast, Why, WhyPart, WhySum } from "./whyTypes.ts";

interface Props {
  readonly part: WhyPart;
  readonly why: Why;
  /** Whether there are other parts. */
  readonly several: boolean;
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** Shows one op's part in a number: its formula, the same with its numbers, and what that comes to. */
export function WhyPartView({ part, why: { tensors, label, cell, dtype }, several, onPoint }: Props) {
  const text = (line: WhyPart["steps"][number]): string => line.map((piece) => piece.text).join("");
  const steps = part.steps.filter((line, at) => at === 0 || text(line) !== text(part.steps[at - 1]!));
  // A slice that leaves the cell out, or a formula that is the same whatever it is.
  const isNothing = part.input !== null && steps.length === 0;
  return (
    <section className="why-part" aria-label={`through ${part.node}, ${part.op}`}>
      <h3>
        {several ? "through " : ""}
        {part.node}, {part.op}
        {several && <span className="inspect-aside">{formatNumber(part.value, dtype)}</span>}
      </h3>
      <div className="why-lines">
        {steps.map((line, at) => (
          <p key={at}>
            <span className="why-left">{at === 0 && !several ? label : ""} = </span>
            <wbr />
            <Line line={line} tensors={tensors} onPoint={onPoint} />
          </p>
        ))}
        <p>
          <span className="why-left">{steps.length === 0 && !several ? label : ""} = </span>
          <b>{formatNumber(part.value, dtype)}</b>
          {isNothing && ": the result does not depend on this cell"}
        </p>
      </div>
      {part.sums
        .filter(({ count }) => count > 1)
        .map((sum, at) => (
          <Sum key={at} sum={sum} tensors={tensors} dtype={dtype} onPoint={onPoint} />
        ))}
      {part.broadcast !== null && <PartBroadcast part={part} broadcast={part.broadcast} cell={cell} />}
    </section>
  );
}

/** The ghosts behind the number: of a result all operands at its place, of a gradient the one whose gradient it is. */
function PartBroadcast({
  part: { node, input },
  broadcast,
  cell,
}: {
  readonly part: WhyPart;
  readonly broadcast: Broadcast;
  readonly cell: Why["cell"];
}) {
  const common = { node, broadcast, open: false };
  if (input === null) return <BroadcastView {...common} side="value" resultIndex={cell.index} />;
  const operand = broadcast.operands.find((candidate) => candidate.input === input)!;
  const resultIndex = indexOfCell(operand, cell.index);
  return <BroadcastView {...common} side="grad" resultIndex={resultIndex} input={input} />;
}

/** Terms that are shown before the rest is asked for. */
const shown = 8;

interface SumProps extends Pick<Why, "tensors" | "dtype">, Pick<Props, "onPoint"> {
  readonly sum: WhySum;
}

function Sum({ sum, tensors, dtype, onPoint }: SumProps) {
  const { formula, terms, count, rest, value, by } = sum;
  const listed = terms.slice(0, shown);
  const others = terms.slice(shown).reduce((total, term) => total + term.value, rest.value);
  const more = count - listed.length;
  // A mean of integers, or what one of them is weighed with, has decimals.
  const isInt = dtype === "int32" && [...listed.map((term) => term.value), others, value].every(Number.isInteger);
  const say = (number: number): string => formatNumber(number, isInt ? dtype : "float32");
  return (
    <details className="why-terms" open={count <= 12}>
      <summary>
        <Line line={formula} tensors={tensors} onPoint={onPoint} />
        {`: ${formatCount(count)} terms, largest first`}
      </summary>
      <ol>
        {listed.map((term, at) => (
          <li key={at}>
            <Line line={term.numbers} tensors={tensors} onPoint={onPoint} />
            <span className="inspect-aside">{say(term.value)}</span>
          </li>
        ))}
        {more > 0 && (
          <li>
            {`… and ${formatCount(more)} more`}
            {by === "sum" && <span className="inspect-aside">{say(others)}</span>}
          </li>
        )}
        {by === "sum" && (
          <li className="why-total">
            together<span className="inspect-aside">{say(value)}</span>
          </li>
        )}
      </ol>
    </details>
  );
}
