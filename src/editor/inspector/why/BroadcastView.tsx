import type { ReactNode } from "react";
import { formatDims } from "../../../views/formatDims.ts";
import { GhostsView } from "./GhostsView.tsx";
import type { Broadcast } from "./whyTypes.ts";
import "./broadcast.css";
import type { Side } from "../../../protocol/tensorRef.ts";

interface Props {
  readonly node: string;
  readonly broadcast: Broadcast;
  readonly side: Side;
  /** The index in the result that is looked at first. */
  readonly resultIndex?: readonly number[];
  /** The operand that is looked at; all that repeat when absent. */
  readonly input?: string;
  /** Whether it is unfolded at first. */
  readonly open: boolean;
  /** Above the shapes. */
  readonly children?: ReactNode;
}

/**
 * Shows how an op's operands were repeated: the shapes aligned at the right, then the cells, the repeated ones as
 * ghosts.
 */
export function BroadcastView({ node, broadcast, side, resultIndex, input, open, children }: Props) {
  const { op, operands, result } = broadcast;
  const drawn = operands.filter(
    (operand) => operand.repeats.length > 0 && (input === undefined || operand.input === input),
  );
  return (
    <details className="broadcast-op" open={open}>
      <summary>
        {op} broadcasts: {operands.map(({ shape }) => formatDims(shape)).join(" with ")} → {formatDims(result)}
      </summary>
      {children}
      <table className="broadcast">
        <caption>The shapes, aligned at the right; what is repeated is grey.</caption>
        <tbody>
          {operands.map((operand) => (
            <tr key={operand.input}>
              <th scope="row">{operand.called}</th>
              {operand.aligned.map((size, axis) => (
                <td key={axis} data-ghost={operand.repeats.includes(axis) || undefined}>
                  {operand.repeats.includes(axis) ? `${size ?? "–"} → ${result[axis] ?? ""}` : size}
                </td>
              ))}
            </tr>
          ))}
          <tr className="broadcast-result">
            <th scope="row">result</th>
            {result.map((size, axis) => (
              <td key={axis}>{size}</td>
            ))}
          </tr>
        </tbody>
      </table>
      {!result.includes(0) &&
        drawn.map((operand) => (
          <GhostsView
            key={`${operand.input} ${result.join()} ${resultIndex?.join() ?? ""}`}
            node={node}
            broadcast={broadcast}
            operand={operand}
            side={side}
            resultIndex={resultIndex ?? result.map(() => 0)}
          />
        ))}
    </details>
  );
}
