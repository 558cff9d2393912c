import { useRef } from "react";
import { quote } from "../../base/quote.ts";
import type { AskAnswer } from "../../protocol/askReport.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { useScrollEdges } from "../kit/useScrollEdges.ts";
import { useAsked } from "../runner/asking/askedStore.ts";
import { faultWords } from "../runner/runReasons.ts";
import { useReading } from "../runner/reading/useReading.ts";
import { useSession } from "../runner/useSession.ts";
import { AskBars } from "./AskBars.tsx";
import { AskWords } from "./AskWords.tsx";
import { formatProbability } from "./formatProbability.ts";
import { ContextField } from "./ContextField.tsx";
import "./askRow.css";

/** Words that the model spells; of a model of words, so many of them in a row. */
const words = 5;

/** Shows what is typed, what comes next as bars, and the words that the model would spell. */
export function AskRow() {
  const context = useAsked((state) => state.context);
  const seed = useAsked((state) => state.seed);
  const report = useReading("ask", { context, words, seed })?.answer;
  const plan = useSession((state) => state.plan);
  const row = useRef<HTMLDivElement>(null);
  const edges = useScrollEdges(row);
  if (report === undefined) return null;
  if (report.kind !== "answer") {
    const cannot = report.kind === "none" ? "no single context of tokens leads to the logits" : report.reason;
    const reason = plan === null ? cannot : faultWords(cannot, plan);
    return (
      <p className="ask-reason" data-tip={reason}>
        <b>Ask</b> {reason}
      </p>
    );
  }
  return (
    <div ref={row} className="ask-row" data-scrolls={edges}>
      <ContextField typed={report.typed} level={report.level} note={noteOn(report)} />
      {report.unknown.length > 0 && <p className="ask-unknown">{unknownText(report)}</p>}
      {report.next.length > 0 && (
        <>
          <Likeliest answer={report} />
          <AskBars answer={report} />
          <AskWords answer={report} />
          <BarButton
            label="Other words"
            icon="iterate"
            iconOnly
            hint="Has other words drawn. The training's random numbers stay what they are."
            onClick={() => useAsked.getState().redraw()}
          />
        </>
      )}
    </div>
  );
}

/** The likeliest with its number, for eyes: the bars say it of each. */
function Likeliest({ answer: { next, others } }: { readonly answer: AskAnswer }) {
  const [first] = next.toSorted((a, b) => b.probability - a.probability);
  // Words have their numbers beside them.
  if (first === undefined || others.count > 0) return null;
  return (
    <span className="ask-likeliest" aria-hidden="true">
      <b>{first.token}</b> <span className="wg-number">{formatProbability(first.probability)}</span>
    </span>
  );
}

/** What the model sees where that is not what was typed. */
function noteOn({ padded, left, level, context }: AskAnswer): string | null {
  if (context.length === 0 || (padded === 0 && left === 0)) return null;
  return context.join(level === "char" ? "" : " ");
}

function unknownText({ unknown, unknownAs }: AskAnswer): string {
  const those = unknown.map((token) => quote(token)).join(", ");
  return unknownAs === null ? `The model does not know ${those}` : `${those}: not known, read as ${unknownAs}`;
}
