import { useEffect, type ReactNode } from "react";
import { useLayout } from "../kit/layoutStore.ts";
import { followCursor } from "../runner/following/followCursor.ts";
import { gluedPieces } from "../pictures/gluedPieces.ts";
import { showWhy } from "../pictures/showWhy.ts";
import { HoldButton } from "../runner/following/HoldButton.tsx";
import { useFollowing } from "../runner/following/followStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useReading } from "../runner/reading/useReading.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { ToldPiece, ToldStep } from "../../protocol/toldReport.ts";
import "../pictures/whyLink.css";

interface Props {
  /** What stands there where no step ran that could be told. */
  readonly otherwise: ReactNode;
  /** Is handed the sentence as one text, to be read out. */
  readonly onTold: (text: string) => void;
}

/**
 * Shows the sentence of the last step, in which each number that stands in a tensor leads to its Why. Has the inspector
 * follow the steps, and the switch for that.
 */
export function ToldSentence(props: Props) {
  const runner = useRunner();
  useEffect(() => followCursor(runner), [runner]);
  return (
    <>
      <div className="told-text">
        <Sentence {...props} />
      </div>
      <div className="told-follow">
        <FollowSwitch />
        <HoldButton label="hold the inspector" />
      </div>
    </>
  );
}

function FollowSwitch() {
  const follow = useFollowing((state) => state.follow);
  return (
    <label className="told-switch" data-tip="The inspector shows the node that each step runs">
      <input
        type="checkbox"
        checked={follow}
        onChange={({ currentTarget }) => useFollowing.setState({ follow: currentTarget.checked, held: false })}
      />
      follow
    </label>
  );
}

function Sentence({ otherwise, onTold }: Props) {
  const by = useFollowing(({ step }) => step?.by ?? "node");
  const cell = useInspected((state) => state.cell);
  const before = useFollowing((state) => state.before);
  const known = useReading("told", { by, cell, before });
  const told = known?.answer;
  const current = known?.isCurrent === true ? known.answer : null;
  useEffect(() => noteTold(current), [current]);
  const text = told == null ? "" : `Ran ${titleOf(told)}: ${told.pieces.map((piece) => piece.text).join("")}`;
  useEffect(() => onTold(text), [text, onTold]);
  if (told === undefined) return null;
  if (told === null) return otherwise;
  return (
    <p key={text} ref={fromItsStart}>
      <span className="told-ran">ran</span> <b>{titleOf(told)}</b>
      {": "}
      {gluedPieces(told.pieces).map((pieces, at) => (
        <span key={at} className={pieces.length > 1 ? "told-glued" : undefined}>
          {pieces.map((piece, at) => (
            <Piece key={at} piece={piece} />
          ))}
        </span>
      ))}
    </p>
  );
}

/** What has been scrolled begins anew with each sentence. */
function fromItsStart(sentence: HTMLElement | null): void {
  sentence?.parentElement?.scrollTo(0, 0);
}

/** The next step may tell of the same place or example. A single number has neither: what was told before it stays. */
function noteTold(told: ToldStep | null): void {
  if (told?.next == null || told.next.index.length === 0) return;
  const { pass, iteration, next: cell } = told;
  useFollowing.setState({ told: { pass, iteration, cell } });
}

/** `hidden`, `hidden, backward`, `hidden.matmul`. */
function titleOf({ node, op, pass }: ToldStep): string {
  const what = op === null ? node : `${node}.${op}`;
  return pass === "backward" ? `${what}, backward` : what;
}

function Piece({ piece: { text, cell, name = text } }: { readonly piece: ToldPiece }) {
  // What lies between a node's ops has no page of its own.
  if (cell === undefined || cell.port.startsWith("#")) return text;
  return (
    <button type="button" className="why-link" data-tip={`Why? ${name}`} onClick={() => openWhy(cell)}>
      {text}
    </button>
  );
}

/** Asks the inspector, which may be closed, how a cell came to be. */
function openWhy(cell: CellRef): void {
  const layout = useLayout.getState();
  layout.change({ inspectorOpen: true });
  layout.showTab("inspect");
  showWhy(cell);
}
