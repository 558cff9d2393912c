import { formatEndpoint, type Endpoint } from "../base/endpoint.ts";
import { stateDictOf, type StateDictEntry } from "../nodes/stateDict.ts";
import type { Plan } from "../program/plan/plan.ts";
import { outputTensors } from "../program/tensors/outputTensors.ts";
import type { Shape } from "../tensor/shape.ts";

/** Describes a tensor that a model's `state_dict` has. */
export interface ModulePlace extends StateDictEntry {
  readonly shape: Shape;
  readonly isBuffer: boolean;
}

/** Knows where parameters and running statistics are in a module that has a graph's nodes as attributes. */
export class ModulePlaces {
  readonly all: readonly ModulePlace[];
  readonly #byTensor: ReadonlyMap<string, ModulePlace>;
  /** Outputs that are a parameter themselves. */
  readonly #outputs: ReadonlyMap<string, ModulePlace>;

  constructor(plan: Plan) {
    const own = [
      ...plan.parameters.map(({ node, name, tensor }) => ({ node, name, tensor, isBuffer: false })),
      ...plan.buffers
        .filter(({ node, mover, name }) => mover.node === node && !name.includes("."))
        .map(({ node, name, tensor }) => ({ node, name, tensor, isBuffer: true })),
    ].map((one) => ({ ...one, shape: one.tensor.shape }));
    const entries = stateDictOf(own);
    this.all = own.map(({ shape, isBuffer }, at) => ({ ...entries[at]!, shape, isBuffer }));
    this.#byTensor = new Map(this.all.map((place) => [formatEndpoint({ node: place.node, port: place.name }), place]));
    const parameters = new Map(own.map(({ tensor }, at) => [tensor, this.all[at]!]));
    this.#outputs = new Map(
      [...plan.nodes.values()].flatMap(({ id, outputs }) =>
        outputTensors(outputs).flatMap(({ port, tensor }) => {
          const place = parameters.get(tensor);
          return place === undefined ? [] : [[formatEndpoint({ node: id, port }), place] as const];
        }),
      ),
    );
  }

  /** The places of a node's own tensors. */
  ofNode(id: string): readonly ModulePlace[] {
    return this.all.filter(({ node }) => node === id);
  }

  /** Where a node's own tensor is. */
  of(node: string, name: string): ModulePlace | undefined {
    return this.#byTensor.get(formatEndpoint({ node, port: name }));
  }

  /** Whether a tensor is what its own node gives, and no more is computed of it there. */
  isOutput(place: ModulePlace): boolean {
    return [...this.#outputs.values()].some((output) => output === place);
  }

  /** Where an output is that is a parameter; undefined of all that is computed. */
  ofOutput(output: Endpoint): ModulePlace | undefined {
    return this.#outputs.get(formatEndpoint(output));
  }
}

/** Returns what reads a tensor of a model, the way round that it has in the graph. */
export function placeCode({ key, transposed }: ModulePlace, model: string): string {
  return `${model}.${key}${transposed ? ".T" : ""}`;
}
