import type { ReactNode } from "react";
import { faultWords } from "../runner/runReasons.ts";
import { useSession } from "../runner/useSession.ts";
import { DebugToolbar } from "./DebugToolbar.tsx";
import "./program.css";

interface Props {
  /** Without the program below it, it also says why there is none. */
  readonly alone?: boolean;
  /** What stands at its end. */
  readonly children?: ReactNode;
}

/** Shows the program's one row: the debugger's moves, and what runs next. */
export function ProgramHead({ alone = false, children }: Props) {
  return (
    <header className="panel-head">
      <h2>Program</h2>
      <DebugToolbar />
      <NextInstruction alone={alone} />
      {children}
    </header>
  );
}

function NextInstruction({ alone }: { readonly alone: boolean }) {
  const text = useSession(({ status, plan }) => {
    if (status === null || plan === null) return "";
    if (plan.instructions.length === 0) return alone ? (faultWords(plan.cannotRun, plan) ?? "") : "";
    if (status.phase === "training") return "training …";
    const next = plan.instructions[status.cursor];
    if (next === undefined) return faultWords(plan.cannotTrain, plan) ?? "";
    // The first sentence; what just ran is told whole.
    const hint = next.hint === undefined ? "" : `. ${next.hint.split(". ")[0]}`;
    const what = `${next.op}${next.detail === "" ? "" : ` ${next.detail}`} of ${next.node}`;
    return `next: ${what}, iteration ${status.iteration}, ${status.cursor + 1} of ${plan.instructions.length}${hint}`;
  });
  return (
    <p className="next-instruction" title={text}>
      <span>{text}</span>
    </p>
  );
}
