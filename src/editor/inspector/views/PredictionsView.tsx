import { useMemo, useState } from "react";
import { parseEndpoint } from "../../../base/endpoint.ts";
import { visibleRange } from "../../../views/visibleRange.ts";
import { edgeInto } from "../../document/graphIndex.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { lossBounds } from "../../runner/lossBounds.ts";
import { useReading, type Inquiry } from "../../runner/reading/useReading.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { predictions, type Prediction } from "./predictions.ts";
import "./views.css";

const rowHeight = 22;
const room = 264;

/** Shows how likely the model holds each row's right answer to be. It also says whether that can be learned at all. */
export function PredictionsView({ node }: NodeViewProps) {
  const wired = useWiredTensors(node.id);
  if (wired === null) return null;
  return <Rows key={`${wired.logits.join()} ${wired.target.join()}`} {...wired} />;
}

interface Wired {
  readonly logits: readonly [node: string, port: string];
  readonly target: readonly [node: string, port: string];
  readonly rows: number;
  readonly classes: number;
  /** The target whose rows the loss leaves out. */
  readonly ignored: number;
}

function useWiredTensors(loss: string): Wired | null {
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  const [logits, target] = ["logits", "target"].map((port) =>
    parseEndpoint(edgeInto(graph, `${loss}.${port}`)?.from ?? ""),
  );
  if (logits == null || target == null) return null;
  const output = plan?.nodes[logits.node]?.outputs[logits.port];
  const [rows, classes] = output?.kind === "tensor" && output.shape.length === 2 ? output.shape : [];
  if (rows === undefined || classes === undefined) return null;
  const ignored = Number(plan?.nodes[loss]?.resolved["ignore_index"] ?? Number.NaN);
  return { logits: [logits.node, logits.port], target: [target.node, target.port], rows, classes, ignored };
}

interface Asked extends Omit<Wired, "rows"> {
  readonly from: number;
  readonly count: number;
}

const readPredictions: Inquiry<Asked, readonly Prediction[]> = async (ask, asked) => {
  const { logits, target, classes, ignored, from, count } = asked;
  const [scores, answers] = await Promise.all([
    ask("read", {
      tensor: { node: logits[0], port: logits[1], side: "value" },
      region: { start: [from, 0], size: [count, classes] },
    }),
    ask("read", {
      tensor: { node: target[0], port: target[1], side: "value" },
      region: { start: [from], size: [count] },
    }),
  ]);
  return predictions(scores, answers, ignored);
};

function Rows({ rows, ...wired }: Wired) {
  const [scroll, setScroll] = useState(0);
  const { first, end, start } = visibleRange(scroll, room, rows, rowHeight);
  const reading = useReading(readPredictions, { ...wired, from: first, count: end - first });
  const clashes = useClashes();
  return (
    <Section title="The right answer's probability" aside={`${rows} rows`}>
      <div
        className="predictions"
        tabIndex={0}
        role="list"
        aria-label="probability of the right answer, row by row"
        style={{ maxHeight: room }}
        onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
      >
        <div style={{ height: rows * rowHeight, paddingTop: start }}>
          {reading?.answer.map((row, at) => (
            <PredictionRow key={at} row={row} clash={clashes.get(row.context)} />
          ))}
        </div>
      </div>
      {clashes.size > 0 && (
        <p className="field-summary">
          A row marked ≠ cannot be learned: another row has the same context and a different answer.
        </p>
      )}
    </Section>
  );
}

function PredictionRow({ row, clash }: { readonly row: Prediction; readonly clash: string | undefined }) {
  const share = row.probability === null ? "ignored" : `${(100 * row.probability).toFixed(1)}%`;
  const note = clash === undefined ? "" : `, the same context is followed by ${clash}`;
  return (
    <div
      className="prediction"
      role="listitem"
      aria-label={`${row.context} then ${row.target}: ${share}${note}`}
      data-tip={
        clash === undefined ? `${row.context} → ${row.target}: ${share}` : `${row.context} is followed by ${clash}`
      }
      style={{ height: rowHeight }}
    >
      <code>
        {row.context} → {row.target}
      </code>
      <span className="prediction-clash">{clash === undefined ? "" : "≠"}</span>
      <span className="prediction-bar">
        <span style={{ width: row.probability === null ? 0 : share }} data-right={row.right || undefined} />
      </span>
      <span className="wg-number">{share}</span>
    </div>
  );
}

/** Contexts that are followed by several tokens, with those. */
function useClashes(): ReadonlyMap<string, string> {
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  return useMemo(() => {
    const { floor } = lossBounds(graph, plan);
    const clashes = floor?.clashes ?? [];
    return new Map(clashes.map(({ context, targets }) => [context, targets.map(({ token }) => token).join(", ")]));
  }, [graph, plan]);
}
