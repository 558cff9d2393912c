import { DiagnosticError } from "../base/diagnostic.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { TensorsValue, TensorValue } from "./nodeType.ts";

/** The ports of a node that takes several tensors: a list of them, or one by one. */
export const listInputs = {
  tensors: { kind: "tensors", summary: "a list, such as unbind gives", optional: true },
  a: { kind: "tensor", summary: "the first tensor", optional: true },
  b: { kind: "tensor", summary: "the second", optional: true },
  c: { kind: "tensor", summary: "a third", optional: true },
  d: { kind: "tensor", summary: "a fourth", optional: true },
} as const;

type Wired = Readonly<Record<"a" | "b" | "c" | "d", TensorValue | undefined>> & {
  readonly tensors: TensorsValue | undefined;
};

/** The tensors that are wired, in their order. Throws when both a list and single ones are. */
export function listed({ tensors: list, a, b, c, d }: Wired): readonly TensorValue[] {
  const single = [a, b, c, d].filter((value) => value !== undefined);
  if (list === undefined) return single;
  if (single.length === 0) return list.tensors;
  throw DiagnosticError.of("expected a list of tensors or single ones, but both are wired");
}

/** What a variadic op takes. */
export function keyed(values: readonly TensorValue[]): Readonly<Record<string, Tensor>> {
  return Object.fromEntries(values.map(({ tensor }, at) => [`${at}`, tensor]));
}
