import type { Value } from "../../nodes/contract/value.ts";
import type { Attributes, Op, TensorWords } from "../../ops/contract/op.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { outputOf } from "./outputOf.ts";
import type { PlanDraft } from "./planDraft.ts";

/** Holds what a node calls its tensors, and what stands along their dimensions. */
export class InWords {
  readonly #words = new Map<Tensor, TensorWords>();
  readonly #draft: PlanDraft;

  constructor(draft: PlanDraft) {
    this.#draft = draft;
  }

  /** Notes what an input is called. */
  input(port: string, value: Value): void {
    if (value.kind === "tensor") this.name(port, value.tensor, value.dims);
  }

  name(name: string, tensor: Tensor, dims: readonly (string | null)[] = []): void {
    this.#words.set(tensor, { name, dims: dims.map((dim) => this.#dim(dim)) });
  }

  /** Plans an op's result, {@link outputOf}. What its shape rule refuses it says in these names. */
  outputOf<Input extends string, A extends Attributes>(
    op: Op<Input, A>,
    inputs: Readonly<Record<Input, Tensor>>,
    attributes: A,
  ): ReturnType<typeof outputOf> {
    try {
      return outputOf(op, inputs, attributes);
    } catch (error) {
      const said = Object.entries<Tensor>(inputs).map(([name, tensor]) => {
        const words = this.#words.get(tensor);
        return [name, words === undefined ? tensor : { ...tensor, words }] as const;
      });
      outputOf(op, Object.fromEntries(said) as Record<Input, Tensor>, attributes);
      throw error;
    }
  }

  /** The places of a context have letters or words on them. */
  #dim(dim: string | null): { readonly unit?: string } {
    if (dim === null) return {};
    for (const { value } of this.#draft.examples.values()) {
      if (value.vocabulary !== undefined && value.dims.length > 1 && value.dims[1] === dim) {
        return { unit: value.vocabulary.level === "char" ? "letter" : "word" };
      }
    }
    return {};
  }
}
