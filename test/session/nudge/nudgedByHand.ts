import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { offsetInStorage } from "../../../src/base/stridedLayout.ts";
import type { NudgeQuestion, NudgeReport } from "../../../src/protocol/nudgeReport.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";
import { nudge } from "../../../src/session/questions/nudge.ts";
import type { Session } from "../../../src/session/session.ts";
import { running } from "../running.ts";

/** The answer to a question about a cell. */
export function ask(session: Session, cell: CellRef, rest: Partial<NudgeQuestion> = {}): Promise<NudgeReport> {
  return nudge.answer(running(session), { cell, loss: null, delta: 0, points: 0, reach: null, ...rest });
}

/**
 * The loss of a forward pass of a session's own program in which a number is written once it is there: what was computed
 * of it before runs again. The session is spent.
 */
export function lossByHand(session: Session, cell: CellRef, number: number): number {
  const { plan, program } = session;
  session.handle({ type: "evaluate" });
  const tensor = program!.tensors.at({ ...cell, side: "value" });
  const at = offsetInStorage(tensor, cell.index);
  const maker = plan!.applied.findIndex(({ op, output }) => op.kind !== "view" && output.storage === tensor.storage);
  const forward = program!.instructions.slice(0, plan!.applied.length);
  runAll(forward.slice(0, maker + 1));
  tensor.storage.data[at] = number;
  runAll(forward.slice(maker + 1));
  const loss = plan!.losses[0]!.tensor;
  return loss.storage.data[loss.offset]!;
}

/** An op beside the way to the loss may refuse the numbers; one on the way would leave another loss. */
function runAll(instructions: readonly { readonly run: () => void }[]): void {
  for (const { run } of instructions) {
    try {
      run();
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
    }
  }
}
