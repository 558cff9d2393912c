import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import type { Loss } from "../../program/plan/plan.ts";
import { checkCell } from "../../program/why/explainCell.ts";
import type { NudgeQuestion } from "../../protocol/nudgeReport.ts";
import { isFloat } from "../../tensor/dtype.ts";
import type { Followed } from "./followed.ts";
import { checkNumbers } from "../reports/hasNumbers.ts";

/** A curve has at most so many points on either side. */
const MAX_POINTS = 512;

/** Gives the loss that a question is about. Throws a DiagnosticError where no number can be moved there. */
export function checkNudge(session: Followed, { cell, loss: wanted, delta, points, reach }: NudgeQuestion): Loss {
  const { plan, program } = session;
  const loss = wanted === null ? plan.losses[0] : plan.losses.find(({ node }) => node === wanted);
  if (loss === undefined) {
    throw DiagnosticError.of(
      wanted === null
        ? "there is no loss in this graph that a number could move"
        : `node ${JSON.stringify(wanted)} computes no loss`,
    );
  }
  const number = { ...cell, side: "value" } as const;
  checkCell(program, number);
  const name = JSON.stringify(formatEndpoint(cell));
  const { dtype } = program.tensors.at(number);
  if (!isFloat(dtype)) {
    const what = dtype === "bool" ? "truth values" : "whole numbers";
    throw DiagnosticError.of(
      `${name} holds ${what}: none of them can be moved a little, and no gradient leads to them`,
    );
  }
  checkNumbers(session, number);
  if (!Number.isFinite(delta)) throw DiagnosticError.of(`expected a finite number to add, got ${delta}`);
  if (!(Number.isSafeInteger(points) && points >= 0 && points <= MAX_POINTS)) {
    throw DiagnosticError.of(`expected from 0 to ${MAX_POINTS} points on either side, got ${points}`);
  }
  if (reach !== null && !(reach > 0 && Number.isFinite(reach))) {
    throw DiagnosticError.of(`expected a reach above 0, got ${reach}`);
  }
  return loss;
}
