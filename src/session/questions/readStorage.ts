import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { defineQuestion } from "./question.ts";

/** An answer has at most so many numbers. */
const MAX_NUMBERS = 2 ** 20;

/** Answers with numbers as they stand one after another in a tensor's storage, from `start` on. */
export const readStorage = defineQuestion({
  type: "readStorage",
  looks: "program",
  answer: (
    { program },
    { tensor, start, count }: { readonly tensor: TensorRef; readonly start: number; readonly count: number },
  ): Float64Array => {
    const { storage } = program.tensors.at(tensor);
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(count) && start >= 0 && count >= 0)) {
      throw DiagnosticError.of(`expected a part of a storage of ${storage.length}, got ${count} from ${start}`);
    }
    return Float64Array.from(
      storage.data.subarray(start, Math.min(start + Math.min(count, MAX_NUMBERS), storage.length)),
    );
  },
});
