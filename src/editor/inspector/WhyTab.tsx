import { useEffect, useState } from "react";
import { useInspected } from "../runner/inspectedStore.ts";
import { useUsedCells } from "../runner/usedCells.ts";
import { useReading } from "../runner/reading/useReading.ts";
import { CellChoice } from "./why/CellChoice.tsx";
import { usedCells, type Pointed } from "./why/pointed.ts";
import { ProvenanceView } from "./why/ProvenanceView.tsx";
import { AskedCell } from "./why/askedCell.ts";
import { TrailBar } from "./why/TrailBar.tsx";
import { WhyArithmetic } from "./why/WhyArithmetic.tsx";
import { WhyTensors } from "./why/WhyTensors.tsx";
import { TensorChoice, tensorsOf, useInspectedTensor } from "../pictures/TensorChoice.tsx";
import { lazyPart } from "../kit/lazyPart.tsx";
import "./why/why.css";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";

const NudgeView = lazyPart("The nudge", async () => (await import("./why/NudgeView.tsx")).NudgeView);

/** Shows how one number came to be: the arithmetic, with its numbers, forward or backward. */
export function WhyTab({ node, report }: { readonly node: string; readonly report: NodeReport | undefined }) {
  const tensors = tensorsOf(report);
  const chosen = useInspectedTensor(node, tensors);
  const asked = useInspected((state) => state.cell);
  if (chosen === null) return <p className="inspect-tip">This node has no tensor yet.</p>;
  const { port, side, shape } = chosen;
  const mine = asked?.node === node && asked.port === port && asked.index.length === shape.length;
  const index = mine && asked.index.every((at, axis) => at < shape[axis]!) ? asked.index : shape.map(() => 0);
  return (
    <>
      <TrailBar />
      <TensorChoice node={node} tensors={tensors} chosen={chosen} />
      {shape.includes(0) ? (
        <p className="inspect-tip">This tensor has no numbers.</p>
      ) : (
        <>
          <CellChoice cell={{ node, port, side, index }} shape={shape} />
          <Answer
            key={`${port} ${side} ${shape.join()}`}
            cell={{ node, port, side, index }}
            shape={shape}
            parameter={chosen.role === "parameter"}
          />
        </>
      )}
    </>
  );
}

interface AnswerProps {
  readonly cell: CellRef;
  /** The tensor's. */
  readonly shape: readonly number[];
  readonly parameter: boolean;
}

function Answer({ cell, shape, parameter }: AnswerProps) {
  const reading = useReading("why", { cell });
  const why = reading?.isCurrent === true ? reading.answer : null;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  useEffect(() => {
    useUsedCells.setState({ used: why === null ? [] : usedCells(why, shape, pointed) });
    return () => useUsedCells.setState({ used: [] });
  }, [why, shape, pointed]);
  if (why === null) {
    return <p className="inspect-tip">There is no number yet: step to this node, or press Iterate.</p>;
  }
  return (
    <AskedCell value={cell}>
      <div className="why">
        <WhyArithmetic why={why} onPoint={setPointed} />
        <NudgeView key={`${cell.node} ${cell.index.join()}`} cell={cell} />
        <WhyTensors why={why} pointed={pointed} />
        {cell.side === "grad" && parameter && <ProvenanceView cell={cell} />}
      </div>
    </AskedCell>
  );
}
