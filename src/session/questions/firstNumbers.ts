import { elements, offsetInStorage, unravel } from "../../base/stridedLayout.ts";
import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { defineQuestion } from "./question.ts";

/** Numbers of a tensor that are told, at most. */
const MOST = 3;

/** Answers, for many tensors at once, with the shape and the first numbers of each; null for what is not there. */
export const firstNumbers = defineQuestion({
  type: "firstNumbers",
  looks: "program",
  answer: ({ program }, { tensors }: { readonly tensors: readonly TensorRef[] }): readonly (FirstNumbers | null)[] =>
    tensors.map(({ node, port, side }) => {
      const tensor = program.tensors.find(node, port, side);
      return tensor === null ? null : firstOf(tensor);
    }),
});

function firstOf(tensor: Tensor): FirstNumbers {
  const { dtype, shape, storage } = tensor;
  const count = elements(shape);
  const numbers = Array.from(
    { length: Math.min(MOST, count) },
    (_, at) => storage.data[offsetInStorage(tensor, unravel(at, shape))]!,
  );
  return { dtype, shape, count, numbers };
}
