import { DiagnosticError } from "../../base/diagnostic.ts";
import { cellName } from "../../base/cellName.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import { elements, offsetInStorage, unravel } from "../../base/stridedLayout.ts";
import { bendsOf } from "../../program/nudge/bendsOf.ts";
import type { LossCopy } from "../../program/nudge/lossCopy.ts";
import { sensibleReach } from "../../program/nudge/sensibleReach.ts";
import { tensorLabels } from "../../program/tensors/tensorLabels.ts";
import type { NudgePoint, NudgeQuestion, NudgeReport } from "../../protocol/nudgeReport.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Followed } from "./followed.ts";
import { nudgeNotes } from "./nudgeNotes.ts";
import type { NudgeTwin } from "./nudgeTwin.ts";

/** Moves a number on a copy that goes with the session. What was asked for has been checked. */
export function nudged(session: Followed, twin: NudgeTwin, question: NudgeQuestion): NudgeReport {
  const { copy, node: lossNode } = twin;
  const cell = { ...question.cell, side: "value" } as const;
  const tensor = copy.tensors.at(cell);
  if (!copy.readsFrom(tensor.storage)) {
    throw DiagnosticError.of(`${JSON.stringify(formatEndpoint(cell))} does not lead to the loss of ${lossNode}`);
  }
  const drawn = twin.follow(session);
  try {
    const called = tensorLabels(copy.tensors, cell.node);
    const place = { storage: tensor.storage, at: offsetInStorage(tensor, cell.index) };
    const value = place.storage.data[place.at]!;
    const label = cellName(called(tensor), cell.index);
    if (!Number.isFinite(value)) {
      throw DiagnosticError.of(`${label} is ${formatNumber(value)}: nothing can be added to it`);
    }
    const root = copy.rootOf(tensor);
    const rootIndex = indexAt(root, place.at);
    const grad = copy.gradientOf(root);
    const gradient = grad === null ? 0 : grad.storage.data[offsetInStorage(grad, rootIndex)]!;
    const loss = copy.lossNow();
    const reach = question.reach ?? sensibleReach(tensor, value);
    const steps = copy.downstreamOf(place.storage);
    const deltas = [question.delta, ...deltasOf(reach, question.points)];
    // −0 + 0 would be another number.
    const numbers = deltas.map((delta) => (delta === 0 ? value : value + delta));
    const moved = copy.moved(place, numbers, steps, (written) => ({ value: written, loss: copy.lossNow() }));
    const [point, ...curve] = moved.map((found, at): NudgePoint => ({
      delta: deltas[at]!,
      ...found,
      foretold: loss + deltas[at]! * gradient,
    }));
    const ends = [value - reach, value + reach] as const;
    return {
      cell,
      label,
      lossNode,
      value,
      loss,
      gradient,
      nudged: point!,
      reach,
      curve: curve.length === 0 ? null : curve,
      bends: curve.length === 0 ? [] : bendsOf(copy, place, ends, steps, called),
      parameter: parameterAt(copy, root, rootIndex),
      notes: nudgeNotes(session, {
        copy,
        lossNode,
        cell,
        value,
        label,
        drawn,
        grad,
        root,
        place: cellName(called(root), rootIndex),
      }),
    };
  } catch (error) {
    twin.forget();
    throw error;
  }
}

/** From one end to the other. */
function deltasOf(reach: number, points: number): number[] {
  if (points === 0) return [];
  return Array.from({ length: 2 * points + 1 }, (_, at) => (reach * (at - points)) / points);
}

/** The index of the element that lies at a place of the storage of a tensor without gaps. */
function indexAt({ shape, stride }: Tensor, at: number): number[] {
  if (elements(shape) === 1) return shape.map(() => 0);
  const order = shape.map((_, axis) => axis).toSorted((a, b) => stride[b]! - stride[a]! || a - b);
  const inOrder = unravel(
    at,
    order.map((axis) => shape[axis]!),
  );
  const index = new Array<number>(shape.length);
  for (const [position, axis] of order.entries()) index[axis] = inOrder[position]!;
  return index;
}

function parameterAt({ plan }: LossCopy, root: Tensor, index: readonly number[]): NudgeReport["parameter"] {
  const parameter = plan.parameters.find(({ tensor }) => tensor === root);
  return parameter === undefined ? null : { node: parameter.node, name: parameter.name, index };
}
