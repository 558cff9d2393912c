import { useId } from "react";
import { formatDims } from "../../views/formatDims.ts";
import { outputTensors } from "../runner/outputTensors.ts";
import { hasGradient } from "../runner/graded.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { useSession } from "../runner/useSession.ts";
import type { NodeReport, ParameterReport } from "../../protocol/nodeReport.ts";
import type { TensorReport } from "../../protocol/portReport.ts";
import type { Side, TensorRef } from "../../protocol/tensorRef.ts";

/** Describes a tensor of a node, by the names that people use. */
export interface NamedTensor {
  readonly port: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** A symbolic name per dimension, where there is one. */
  readonly dims: readonly (string | null)[];
  /** What it is when it is no output. */
  readonly role?: "parameter" | "state";
  /** Of an output that is a parameter itself: which. */
  readonly parameter?: NonNullable<TensorReport["parameter"]>;
  /** Whether a backward pass gives it a gradient. */
  readonly grad: boolean;
  /** Whether that is not cleared from iteration to iteration. */
  readonly accumulates?: boolean;
}

/**
 * Returns the tensors of a node that can be looked at: its outputs, then its parameters and what is remembered of them.
 */
export function tensorsOf(report: NodeReport | undefined): readonly NamedTensor[] {
  if (report?.status !== "ready") return [];
  const outputs = outputTensors(report.outputs).map((output) => ({ ...output.report, port: output.port }));
  return [
    ...outputs,
    ...report.parameters.map((parameter) => persistent(parameter, "parameter")),
    ...report.buffers.map((buffer) => persistent(buffer, "state")),
  ];
}

function persistent({ name, shape, accumulates = false }: ParameterReport, role: "parameter" | "state"): NamedTensor {
  const dims = shape.map(() => null);
  return { port: name, dtype: "float32", shape, dims, grad: role === "parameter", role, accumulates };
}

/** Returns the tensor and the side that the inspector looks at; null for a node without tensors. */
export function useInspectedTensor(
  node: string,
  tensors: readonly NamedTensor[],
): (NamedTensor & Pick<TensorRef, "side">) | null {
  const port = useInspected((state) => state.ports.get(node));
  const wanted = useInspected((state) => state.side);
  const tensor = tensors.find((candidate) => candidate.port === port) ?? tensors[0];
  const graded = useSession(({ status }) => hasGradient(status, node, tensor?.accumulates === true));
  if (tensor === undefined) return null;
  return { ...tensor, side: wanted === "grad" && graded && tensor.grad ? "grad" : "value" };
}

interface Props {
  readonly node: string;
  readonly tensors: readonly NamedTensor[];
  readonly chosen: NamedTensor & Pick<TensorRef, "side">;
}

/** Chooses a tensor of the node, and its values or its gradient. */
export function TensorChoice({ node, tensors, chosen }: Props) {
  const graded = useSession(({ status }) => hasGradient(status, node, chosen.accumulates === true)) && chosen.grad;
  const { showPort } = useInspected.getState();
  return (
    <div className="inspect-choice">
      <select
        className="inspect-select"
        aria-label="tensor"
        value={chosen.port}
        onChange={(event) => showPort(node, event.currentTarget.value)}
      >
        {tensors.map(({ port, shape, role }) => (
          <option key={port} value={port}>
            {`${port}  ${formatDims(shape)}${role === undefined ? "" : `, ${role}`}`}
          </option>
        ))}
      </select>
      <SideChoice side={chosen.side} graded={graded} />
    </div>
  );
}

/** Chooses values, or the gradient once it is there. */
export function SideChoice({ side: chosen, graded }: { readonly side: Side; readonly graded: boolean }) {
  const name = useId();
  const { showSide } = useInspected.getState();
  return (
    <fieldset className="inspect-sides">
      <legend className="wg-hidden">values or gradient</legend>
      {(["value", "grad"] as const).map((side) => (
        <label
          key={side}
          data-tip={
            side === "grad" && !graded ? "No gradient yet: step through the backward pass to this node." : undefined
          }
        >
          <input
            type="radio"
            name={name}
            checked={chosen === side}
            disabled={side === "grad" && !graded}
            onChange={() => showSide(side)}
          />
          {side}
        </label>
      ))}
    </fieldset>
  );
}
