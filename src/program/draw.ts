import { sameShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { AppliedOp, Draw, Plan } from "./plan.ts";
import { newId, type Renamed } from "./stale.ts";

/** `ix = torch.randint(0, count, (size,))`, then the rows `ix` of each source. */
export function batchDraw(
  node: string,
  count: number,
  sources: readonly Tensor[],
  index: Tensor,
  outputs: Tensor[],
): Draw {
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

/** What an op draws into the tensors that it saves; null when it draws nothing. */
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

/** The draws that an edit leaves alone, each with what it was before. */
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
