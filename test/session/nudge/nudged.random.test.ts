import { asyncProperty, assert, nat, record } from "fast-check";
import { expect, test } from "vitest";
import { elements, offsetInStorage, unravel } from "../../../src/base/stridedLayout.ts";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { NudgeReport } from "../../../src/protocol/nudgeReport.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";
import type { Session } from "../../../src/session/session.ts";
import { isFloat } from "../../../src/tensor/dtype.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { runs } from "../../runs.ts";
import { fingerprint, opened } from "../walk.ts";
import { ask, lossByHand } from "./nudgedByHand.ts";

const RUNS = runs(30, 1500);
const seen = { nudges: 0, parameters: 0, views: 0, made: 0, gradients: 0, curves: 0 };

/** Where the session is to stand, which cells are asked about, and by how much they move. */
const recipe = record({ iterations: nat(2), cells: nat(1_000_000), size: nat(40) });

test(
  "on random graphs what is foretold is loss + δ · gradient, and the loss that of a run with the number written",
  async () => {
    await assert(
      asyncProperty(arbitraryFittingGraph, recipe, async (graph, { iterations, cells, size }) => {
        const session = standing(graph, iterations);
        if (session?.plan?.losses[0] === undefined) return;
        const before = fingerprint(session);
        for (const [at, cell] of someCells(session, cells).entries()) {
          const delta = (size - 20) / 2 ** (at * 3);
          const found = await ask(session, cell, { delta, points: at === 0 ? 3 : 0 }).catch(refused);
          expect(fingerprint(session)).toBe(before);
          if (found !== null) check(graph, iterations, cell, delta, found);
        }
        const other = standing(graph, iterations)!;
        for (const each of [session, other]) each.handle({ type: "iterate" });
        expect(fingerprint(session)).toBe(fingerprint(other));
      }),
      { numRuns: RUNS },
    );
  },
  runs(600_000, 3_600_000),
);

test("there were enough of every kind", () => {
  console.log(JSON.stringify(seen));
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(RUNS / 10);
});

function standing(graph: Graph, iterations: number): Session | null {
  const { session } = opened(graph);
  for (let at = 0; at < iterations; at++) if (session.plan!.applied.length > 0) session.handle({ type: "iterate" });
  return session.plan!.applied.length === 0 || session.state.halted !== null ? null : session;
}

function someCells({ program }: Session, number: number): CellRef[] {
  const tensors = [...program!.tensors.names].filter(
    ([{ dtype, shape }, { side }]) => side === "value" && isFloat(dtype) && elements(shape) > 0,
  );
  // Views are few.
  const views = tensors.filter(([tensor]) => program!.tensors.makerOf(tensor)?.op.kind === "view");
  return [0, 1, 2, 3].flatMap((at) => {
    const from = at === 0 && views.length > 0 ? views : tensors;
    const [{ shape }, name] = from[(number * (at + 1) + at * 7) % from.length] ?? [{ shape: [] }, null];
    return name === null ? [] : [{ ...name, index: unravel(number % elements(shape), shape) }];
  });
}

/** A sentence and not a fault: the number is not finite, the loss has nothing of it, or it became an index that is none. */
function refused(error: unknown): null {
  if (!(error instanceof DiagnosticError)) throw error;
  expect(error.message).toMatch(/does not lead to the loss|nothing can be added to it|^node "\w+": /);
  return null;
}

function check(graph: Graph, iterations: number, cell: CellRef, delta: number, found: NudgeReport): void {
  seen.nudges += 1;
  for (const point of [found.nudged, ...(found.curve ?? [])]) {
    expect(point.foretold).toBe(found.loss + point.delta * found.gradient);
  }
  expect(found.nudged.delta).toBe(delta);
  const same = (number: number): number => lossByHand(standing(graph, iterations)!, cell, number);
  expect(found.loss).toBe(same(found.value));
  expect(found.nudged.loss).toBe(same(delta === 0 ? found.value : found.value + delta));
  if (found.curve !== null) {
    seen.curves += 1;
    expect(found.curve[3]).toMatchObject({ delta: 0, loss: found.loss });
    expect(found.curve[6]!.loss).toBe(same(found.value + found.reach));
  }
  if (found.parameter !== null) {
    seen.parameters += 1;
    const session = standing(graph, iterations)!;
    const { node, name, index } = found.parameter;
    session.write(node, name, [{ index, value: delta === 0 ? found.value : found.value + delta }]);
    if (session.state.halted === null) expect(session.loss!.loss).toBe(found.nudged.loss);
  }
  checkGradient(standing(graph, iterations)!, cell, found);
}

/** The gradient is the backward pass's own, where that has one, of this loss alone. */
function checkGradient(session: Session, cell: CellRef, { gradient }: NudgeReport): void {
  const { program, plan } = session;
  const tensor = program!.tensors.at(cell);
  const maker = plan!.applied.find(({ output, op }) => output.storage === tensor.storage && op.kind !== "view");
  if (maker === undefined) {
    if (plan!.parameters.every((parameter) => parameter.tensor.storage !== tensor.storage)) return;
  } else seen.made += 1;
  const root: Tensor =
    maker?.output ?? plan!.parameters.find((parameter) => parameter.tensor.storage === tensor.storage)!.tensor;
  if (root !== tensor) seen.views += 1;
  const grad = plan!.grads.get(root);
  if (grad === undefined || plan!.optimizers.length !== 1 || plan!.losses[0]!.tensor !== plan!.optimizers[0]!.loss)
    return;
  session.handle({ type: "runPass" });
  session.handle({ type: "runPass" });
  if (session.state.halted !== null) return;
  const at = offsetInStorage(tensor, cell.index);
  const place = [...Array(elements(root.shape)).keys()]
    .map((position) => unravel(position, root.shape))
    .find((index) => offsetInStorage(root, index) === at)!;
  expect(gradient).toBe(grad.storage.data[offsetInStorage(grad, place)]);
  seen.gradients += 1;
}
