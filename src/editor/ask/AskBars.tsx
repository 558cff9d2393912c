import { useRef, useState, type KeyboardEvent } from "react";
import type { AskAnswer, AskedToken } from "../../protocol/askReport.ts";
import { useAsked } from "../runner/asking/askedStore.ts";
import { explain } from "./explain.ts";
import { formatProbability } from "./formatProbability.ts";

/** Shows how likely each token is to come next, a bar each: one tab stop, the arrow keys go from one to the next. */
export function AskBars({ answer: { next, others, level, context, probabilities } }: { readonly answer: AskAnswer }) {
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const asked = useAsked((state) => state.why[0]);
  const askedId = asked?.node === probabilities.node ? asked.index[1] : undefined;
  const largest = next.reduce((most, { probability }) => Math.max(most, probability), 0);
  const current = Math.min(at, next.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -next.length, End: next.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(next.length - 1, current + by));
    setAt(to);
    list.current?.querySelectorAll("button")[to]?.focus();
  };
  const after = context.join(level === "char" ? "" : " ");
  return (
    // The keys of a list with one tab stop are heard where its buttons are.
    <ol
      ref={list}
      className="ask-bars"
      data-many={others.count > 0 || undefined}
      aria-label={`What comes next after ${after}`}
      onKeyDown={onKeyDown}
    >
      {next.map((token, place) => (
        <li key={others.count > 0 ? place : token.id}>
          <Bar
            token={token}
            share={largest > 0 ? token.probability / largest : 0}
            likeliest={token.probability === largest}
            asked={token.id === askedId}
            inTurn={place === current}
            onFocus={() => setAt(place)}
            onAsk={() => explain({ ...probabilities, index: [0, token.id] })}
          />
        </li>
      ))}
    </ol>
  );
}

interface BarProps {
  readonly token: AskedToken;
  /** Of the likeliest. */
  readonly share: number;
  readonly likeliest: boolean;
  /** Whether it is explained now. */
  readonly asked: boolean;
  readonly inTurn: boolean;
  readonly onFocus: () => void;
  readonly onAsk: () => void;
}

function Bar({ token: { token, probability }, share, likeliest, asked, inTurn, onFocus, onAsk }: BarProps) {
  const number = formatProbability(probability);
  const height: Readonly<Record<`--${string}`, number>> = { "--share": Number.isFinite(share) ? share : 0 };
  return (
    <button
      type="button"
      className="ask-bar"
      aria-label={`${token} ${number}`}
      aria-pressed={asked}
      data-tip={`${token} ${number}`}
      data-likeliest={likeliest || undefined}
      tabIndex={inTurn ? 0 : -1}
      style={height}
      onFocus={onFocus}
      onClick={onAsk}
    >
      <span className="ask-token">{token}</span>
      <span className="ask-number">{number}</span>
    </button>
  );
}
