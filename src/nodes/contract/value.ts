import type { Sequences } from "../../data/sequences.ts";
import type { Vocabulary } from "../../data/vocabulary.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Port, Ports } from "./port.ts";

export interface WordsValue {
  readonly kind: "words";
  readonly lines: readonly string[];
}

export interface IdsValue {
  readonly kind: "ids";
  readonly sequences: Sequences;
}

export interface TensorValue {
  readonly kind: "tensor";
  readonly tensor: Tensor;
  /** A symbolic name for each dimension, where there is one: `["N", "block_size", null]`. */
  readonly dims: readonly (string | null)[];
  /** What its integers stand for, where they are tokens. */
  readonly vocabulary?: Vocabulary;
}

/** Describes several tensors in their order, such as `torch.unbind` gives. */
export interface TensorsValue {
  readonly kind: "tensors";
  readonly tensors: readonly TensorValue[];
}

export type Value = WordsValue | IdsValue | TensorValue | TensorsValue;

type ValueOf<P extends Port> = Extract<Value, { readonly kind: P["kind"] }>;

export type InputValues<I extends Ports> = {
  readonly [Name in keyof I]: I[Name] extends { readonly optional: true }
    ? ValueOf<I[Name]> | undefined
    : ValueOf<I[Name]>;
};

export type OutputValues<O extends Ports> = { readonly [Name in keyof O]: ValueOf<O[Name]> };
