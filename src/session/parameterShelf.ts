import { parameterKey } from "../program/carryOver.ts";
import type { Plan } from "../program/plan.ts";
import { newId, type Renamed } from "../program/stale.ts";
import { sameShape } from "../tensor/shape.ts";
import type { Checkpoint } from "./protocol.ts";

type Kept = Checkpoint["parameters"][string] & { readonly node: string; readonly name: string };

/**
 * Parameters that are out of use for now: of a node that an edit broke, or that was deleted. Taking a wire out and
 * putting it back must not cost what was learned.
 */
export class ParameterShelf {
  #kept: readonly Kept[] = [];

  clear(): void {
    this.#kept = [];
  }

  /** Puts aside what `before` trained and `after` has no place for. `after` is null when it has no memory. */
  putAside(before: Plan, after: Plan | null, renamed: Renamed): void {
    const moved = this.#kept.map((kept) => ({ ...kept, node: newId(renamed, kept.node) }));
    const unused = before.parameters
      .filter(({ tensor }) => tensor.storage.bound)
      .map(({ node, name, tensor }) => ({ node: newId(renamed, node), name, tensor }))
      .filter(({ node, name, tensor }) => findPlace(after, { node, name, shape: tensor.shape }) === undefined)
      .map(({ node, name, tensor }) => ({ node, name, shape: tensor.shape, data: copyOf(tensor.storage.data) }));
    const places = new Set(unused.map(placeKey));
    this.#kept = newest([...moved.filter((kept) => !places.has(placeKey(kept))), ...unused]);
  }

  /**
   * Puts parameters back into a program that has a place of the same node, name and shape: those of an undo whatever
   * was tried meanwhile, those of a mended node only if they are what the node had last.
   */
  putBack(plan: Plan, returns: (node: string) => "any" | "last" | "none"): void {
    const last = new Map(this.#kept.map((kept) => [parameterKey(kept.node, kept.name), kept]));
    this.#kept = this.#kept.filter((kept) => {
      const which = returns(kept.node);
      const wanted = which === "any" || (which === "last" && last.get(parameterKey(kept.node, kept.name)) === kept);
      const place = wanted ? findPlace(plan, kept) : undefined;
      place?.tensor.storage.data.set(kept.data);
      return place === undefined;
    });
  }

  /** What a checkpoint holds beyond the graph's own parameters goes on the shelf. */
  takeFrom(checkpoint: Checkpoint, plan: Plan): void {
    this.#kept = Object.entries(checkpoint.parameters)
      .map(([key, { shape, data }]) => {
        const dot = key.lastIndexOf(".");
        return { node: key.slice(0, dot), name: key.slice(dot + 1), shape, data };
      })
      .filter((kept) => findPlace(plan, kept) === undefined);
  }

  /** For a checkpoint, by `node.name`; of several shapes, the one put aside last. */
  entries(): Checkpoint["parameters"] {
    return Object.fromEntries(
      this.#kept.map(({ node, name, shape, data }) => [parameterKey(node, name), { shape, data: copyOf(data) }]),
    );
  }
}

/** The shelf holds at most so many numbers; the oldest go first. */
const MAX_NUMBERS = 2 ** 24;

function newest(kept: readonly Kept[]): readonly Kept[] {
  let numbers = 0;
  return kept
    .toReversed()
    .filter(({ data }) => (numbers += data.length) <= MAX_NUMBERS)
    .toReversed();
}

/** A node's parameter in each shape that it had is kept apart: trying another size and going back costs nothing. */
function placeKey({ node, name, shape }: Omit<Kept, "data">): string {
  return `${parameterKey(node, name)} ${shape.join("×")}`;
}

function findPlace(
  plan: Plan | null,
  { node, name, shape }: Omit<Kept, "data">,
): Plan["parameters"][number] | undefined {
  return plan?.parameters.find(
    (parameter) => parameter.node === node && parameter.name === name && sameShape(parameter.tensor.shape, shape),
  );
}

function copyOf(data: ArrayLike<number>): Float32Array {
  return Float32Array.from(data);
}
