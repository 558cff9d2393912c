import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { gradMover, gradName } from "../plan/accumulatedGrads.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Mover, Parameter, Plan } from "../plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/**
 * Names a tensor that outlives iterations and edits: a parameter (moved by none), a buffer, an accumulated gradient.
 */
export interface PersistentName {
  readonly node: string;
  readonly name: string;
  /** Null for a parameter, which goes on whatever moves it. */
  readonly mover: Mover | null;
}

/** Is a tensor that outlives iterations and edits, with its names. */
export interface Persistent extends PersistentName {
  readonly tensor: Tensor;
  /** What it is called where tensors are looked for; a name of its own within the node. */
  readonly port: string;
}

/** Lists what a program has learned: buffers, gradients that add up, then parameters. */
export function persistentOf(plan: Pick<Plan, "buffers" | "accumulated" | "parameters">): readonly Persistent[] {
  return [
    ...memoriesOf(plan),
    ...plan.parameters.map(({ node, name, tensor }) => ({ node, name, port: name, mover: null, tensor })),
  ];
}

/** Lists the persistent tensors that are no parameters. */
export function memoriesOf({
  buffers,
  accumulated,
}: Pick<Plan, "buffers" | "accumulated">): readonly (Persistent & { readonly mover: Mover })[] {
  return [
    ...buffers,
    ...accumulated.map(({ parameter, kept }) => {
      const name = gradName(parameter);
      return { node: parameter.node, name, port: name, mover: gradMover(parameter), tensor: kept };
    }),
  ];
}

/** Says how an optimiser's memory of a parameter moves. A parameter of another shape begins anew. */
export function memoryRule({ name }: UpdateRule, { tensor }: Parameter): string {
  return `${name} of ${formatShape(tensor.shape)}`;
}

/** Gives the same tensor under the names that the nodes have after an edit. */
export function renamedPersistent<T extends PersistentName>(persistent: T, renamed: Renamed): T {
  const { mover } = persistent;
  return {
    ...persistent,
    node: newId(renamed, persistent.node),
    mover: mover === null ? null : { ...mover, node: newId(renamed, mover.node) },
  };
}

/** Names a slot of a program. What can be put there has the same name, is moved by the same, and has this shape. */
export function slotKey({ node, name, mover }: PersistentName, shape: Shape): string {
  return JSON.stringify([node, name, mover?.node, mover?.rule, shape]);
}

/** Finds the persistent tensors of a program by their slots. */
export function slotsOf(plan: Plan): ReadonlyMap<string, Persistent> {
  return new Map(persistentOf(plan).map((persistent) => [slotKey(persistent, persistent.tensor.shape), persistent]));
}

/** Writes a parameter's name in checkpoints and maps: `hidden.W`. */
export function parameterKey(node: string, name: string): string {
  return `${node}.${name}`;
}
