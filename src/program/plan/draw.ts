import { DiagnosticError } from "../../base/diagnostic.ts";
import { checkShape, formatShape, sameShape } from "../../tensor/shape.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { Draw, Plan } from "./plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/**
 * Plans `ix = torch.randint(0, N, (size,))`, then the rows `ix` of each source. Throws for sources without rows in
 * common.
 */
export function batchDraw(node: string, sources: readonly Tensor[], size: number): Draw {
  const count = sources[0]?.shape[0];
  if (count === undefined) throw DiagnosticError.of("expected tensors with rows, got a 0-d tensor");
  if (sources.some(({ shape }) => shape[0] !== count)) {
    const shapes = sources.map(({ shape }) => formatShape(shape)).join(" and ");
    throw DiagnosticError.of(`expected the same number of rows everywhere, got shapes ${shapes}`);
  }
  if (count === 0) throw DiagnosticError.of("there are no examples to draw from");
  const outputs = sources.map((source) => {
    const shape = [size, ...source.shape.slice(1)];
    checkShape(shape, "size");
    return planTensor(source.dtype, shape);
  });
  const index = planTensor("int32", [size]);
  return {
    node,
    recipe: `randint ${count}`,
    drawn: [index],
    sources,
    outputs,
    draw: (generator) => generator.randint(index.storage.data as Int32Array, count),
    derive: (kernels) => {
      for (const [at, source] of sources.entries()) kernels.gatherRows(source, index, outputs[at]!);
    },
  };
}

/** Returns what an op draws into the tensors that it saves; null when it draws nothing. */
export function opDraw({ node, op, attributes, saved }: AppliedOp): Draw | null {
  if (op.kind === "view" || op.draw === undefined || Object.keys(saved).length === 0) return null;
  const draw = op.draw.bind(op);
  return {
    node,
    recipe: JSON.stringify([op.name, attributes]),
    drawn: Object.values(saved),
    sources: [],
    outputs: [],
    draw: (generator) => draw(saved, attributes, generator),
    derive: () => undefined,
  };
}

/** Returns the draws that an edit leaves alone, each with what it was before. */
export function heldDraws(before: Plan, after: Plan, renamed: Renamed): ReadonlyMap<Draw, Draw> {
  const old = new Map(before.draws.map((draw) => [newId(renamed, draw.node), draw]));
  const held = new Map<Draw, Draw>();
  for (const draw of after.draws) {
    const former = old.get(draw.node);
    if (former !== undefined && drawnAlike(former, draw)) held.set(draw, former);
  }
  return held;
}

function drawnAlike(a: Draw, b: Draw): boolean {
  return (
    a.recipe === b.recipe &&
    a.drawn.length === b.drawn.length &&
    a.drawn.every(({ shape }, at) => sameShape(shape, b.drawn[at]!.shape))
  );
}
