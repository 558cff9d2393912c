import { DiagnosticError } from "../../../base/diagnostic.ts";
import type { NudgeQuestion, NudgeReport } from "../../../protocol/nudgeReport.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";
import { useSession } from "../../runner/useSession.ts";
import { useReading, type Inquiry, type KnownAnswer } from "../../runner/reading/useReading.ts";

/** Why a number cannot be moved, in one sentence. */
export interface Refused {
  readonly refusal: string;
}

type Found = NudgeReport | Refused;
type Asked = Pick<NudgeQuestion, "cell" | "delta" | "reach">;

/** Points on either side of the number: few at first, which tells how long one takes. */
const FEW = 8;
const MANY = 32;
/** Milliseconds that the session may take over a whole curve. */
const TIME = 150;

const moved: Inquiry<Asked, Found> = (ask, args) => askedBy(ask, { ...args, loss: null, points: 0 });

const wholeCurve: Inquiry<Asked & { readonly training: boolean }, Found> = async (ask, { training, ...args }) => {
  // The training has the time, and the next numbers come soon.
  if (training) return askedBy(ask, { ...args, loss: null, points: FEW });
  // The first question may have to make the copy.
  const first = await askedBy(ask, { ...args, loss: null, points: 0 });
  if ("refusal" in first) return first;
  const start = performance.now();
  const few = await askedBy(ask, { ...args, loss: null, points: FEW });
  const points = Math.min(MANY, Math.floor((FEW * TIME) / (performance.now() - start)));
  return points < 2 * FEW ? few : askedBy(ask, { ...args, loss: null, points });
};

async function askedBy(ask: Parameters<typeof moved>[0], question: NudgeQuestion): Promise<Found> {
  try {
    return await ask("nudge", question);
  } catch (error) {
    if (error instanceof DiagnosticError) return { refusal: error.message };
    throw error;
  }
}

/** Asks how the loss goes when a number moves, to both sides of it; anew whenever the session has moved. */
export function useNudgeCurve(cell: CellRef, reach: number | null): KnownAnswer<Found> | null {
  const training = useSession(({ status }) => status?.phase === "training");
  return useReading(wholeCurve, { cell, delta: 0, reach, training });
}

/** Asks what the loss becomes when a number moves by just so much; null where it is not known yet by how much. */
export function useNudged(cell: CellRef, delta: number | null): KnownAnswer<Found> | null {
  return useReading(moved, delta === null ? null : { cell, delta, reach: null });
}
