import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { gradMover, gradName } from "../plan/accumulatedGrads.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Mover, Parameter, Plan } from "../plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/** How a tensor that outlives iterations and edits is known: a parameter (moved by none), a buffer, an accumulated gradient. */
export interface LastingName {
  readonly node: string;
  readonly name: string;
  /** Null for a parameter, which goes on whatever moves it. */
  readonly mover: Mover | null;
}

export interface Lasting extends LastingName {
  readonly tensor: Tensor;
  /** What it is called where tensors are looked for; a name of its own within the node. */
  readonly port: string;
}

/** What a program has learned: buffers, gradients that add up, then parameters. */
export function lastingOf(plan: Plan): readonly Lasting[] {
  return [
    ...memoriesOf(plan),
    ...plan.parameters.map(({ node, name, tensor }) => ({ node, name, port: name, mover: null, tensor })),
  ];
}

/** What lasts and is no parameter. */
export function memoriesOf({ buffers, accumulated }: Plan): readonly (Lasting & { readonly mover: Mover })[] {
  return [
    ...buffers,
    ...accumulated.map(({ parameter, kept }) => {
      const name = gradName(parameter);
      return { node: parameter.node, name, port: name, mover: gradMover(parameter), tensor: kept };
    }),
  ];
}

/** How an optimiser's memory of a parameter moves. A parameter of another shape begins anew. */
export function memoryRule({ name }: UpdateRule, { tensor }: Parameter): string {
  return `${name} of ${formatShape(tensor.shape)}`;
}

/** The same under the names that the nodes have after an edit. */
export function renamedLasting<T extends LastingName>(lasting: T, renamed: Renamed): T {
  const { mover } = lasting;
  return {
    ...lasting,
    node: newId(renamed, lasting.node),
    mover: mover === null ? null : { ...mover, node: newId(renamed, mover.node) },
  };
}

/** A tensor's place in a program: what can be put there has the same name, is moved by the same, and has this shape. */
export function placeKey({ node, name, mover }: LastingName, shape: Shape): string {
  return JSON.stringify([node, name, mover?.node, mover?.rule, shape]);
}

/** The program's parameters and buffers by their places. */
export function placesOf(plan: Plan): ReadonlyMap<string, Lasting> {
  return new Map(lastingOf(plan).map((lasting) => [placeKey(lasting, lasting.tensor.shape), lasting]));
}

/** A parameter's name in checkpoints and maps: `hidden.W`. */
export function parameterKey(node: string, name: string): string {
  return `${node}.${name}`;
}
