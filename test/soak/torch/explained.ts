import type { Step } from "./opGraph.ts";

/** Two outcomes of a step that are not the same, and why that is so. A null was not refused. */
interface Exception {
  readonly op?: string;
  readonly ours: RegExp | null;
  readonly theirs: RegExp | null;
  readonly reason: string;
}

const ANY = /^/;

const EXCEPTIONS: readonly Exception[] = [
  {
    ours: /is not supported/,
    theirs: null,
    reason: "Wiregrad says in its own words what it does not do",
  },
  {
    ours: /is not supported/,
    theirs: ANY,
    reason: "and it says so before it looks at shapes",
  },
  {
    op: "expression",
    ours: /expected tensors of float32/,
    theirs: null,
    reason: "a formula is of floats; PyTorch would make floats of some integers and refuse others",
  },
  {
    op: "expression",
    ours: /expected tensors of float32/,
    theirs: ANY,
    reason: "the same, with shapes that do not fit either",
  },
  {
    op: "batch_norm",
    ours: /^Dimension out of range|should contain \d+ elements/,
    theirs: /^tuple index out of range|^select\(\)|should contain \d+ elements|^The size of tensor a/,
    reason: "of an input without channels or examples PyTorch fails wherever its code happens to",
  },
  {
    op: "batch_norm",
    ours: /^Dimension out of range|should contain \d+ elements/,
    theirs: null,
    reason: "of a batch without elements PyTorch looks at nothing else",
  },
  {
    op: "batch_norm",
    ours: /^"batch_norm" not implemented for '(Int|Bool)'$/,
    theirs: null,
    reason: "nor at the dtype of a batch without elements",
  },
  {
    op: "gather",
    ours: /Expected dtype int64 for index/,
    theirs: null,
    reason: "PyTorch does not look at the dtype of an index without elements",
  },
  {
    op: "index",
    ours: /is out of bounds for dimension/,
    theirs: /is out of bounds for dimension/,
    reason: "PyTorch selects by a 0-d index first, and counts and names the dimensions that are then left",
  },
  {
    op: "embedding",
    ours: /^index out of range in self/,
    theirs: /^INDICES element is out of DATA bounds|^index_select\(\): self indexing axis dim should be positive/,
    reason: "a table without rows or columns is refused deeper inside of PyTorch",
  },
  {
    op: "masked_fill",
    ours: /only supports boolean masks/,
    theirs: null,
    reason: "the recorded PyTorch does nothing with a mask of floats; its successors say this",
  },
  {
    op: "masked_fill",
    ours: /only supports boolean masks/,
    theirs: ANY,
    reason: "and of integers it looks at the numbers first",
  },
  ...["sum", "cumsum", "matmul"].map((op) => ({
    op,
    ours: /^the sum -?\d+ does not fit into int32, which stands for PyTorch's int64 here$/,
    theirs: null,
    reason: "int32 stands for PyTorch's int64 here, and a sum that would wrap around is refused",
  })),
  {
    op: "matmul",
    ours: /^expected m1 and m2 to have the same dtype, but got: /,
    theirs: /^expected scalar type \w+ but found \w+$|^"addmm_impl_cpu_" not implemented for 'Bool'$/,
    reason: "of matrices, this is the sentence of the recorded PyTorch's successors",
  },
  {
    op: "matmul",
    ours: /^expected m1 and m2 to have the same dtype|^expected scalar type|^"\w+" not implemented for 'Bool'$/,
    theirs: null,
    reason: "PyTorch does not look at the dtypes of matrices without elements",
  },
  ...["softmax", "log_softmax"].map((op) => ({
    op,
    ours: /^"\w+" not implemented for '(Int|Bool)'$/,
    theirs: null,
    reason: "PyTorch does not look at the dtype of what has no elements, and makes integers of integers",
  })),
  {
    op: "cross_entropy",
    ours: /^"\w+" not implemented for '(Int|Bool)'$/,
    theirs: ANY,
    reason: "of integers without elements as logits PyTorch looks at the shapes first",
  },
  {
    op: "cross_entropy",
    ours: /^Expected input batch_size \(\d+\) to match target batch_size \(0\)/,
    theirs: /^Expected input batch_size \(\d+\) to match target batch_size \(\d+\)/,
    reason: "PyTorch reads the first size of a 0-d target, which has none: mostly 0, or what a tensor before had there",
  },
  {
    op: "cross_entropy",
    ours: /^expected scalar type Int but found \w+$/,
    theirs: null,
    reason: "PyTorch does not look at the dtype of a target without elements",
  },
  {
    op: "batch_norm",
    ours: null,
    theirs: /^select\(\): index 0 out of range for tensor of size \[0\] at dimension 0$/,
    reason: "of no channels with a weight or bias for each PyTorch fails where it looks for the first",
  },
  {
    op: "batch_norm",
    ours: /^Dimension out of range/,
    theirs: /^"batch_norm" not implemented for '(Int|Bool)'$/,
    reason: "of integers without channels PyTorch looks at the dtype first",
  },
  {
    op: "index",
    ours: null,
    theirs: /is out of bounds for dimension/,
    reason: "PyTorch selects by a 0-d index, which it looks at also where there is nothing to be picked",
  },
  {
    ours: /^value cannot be converted to type int without overflow/,
    theirs: /^value cannot be converted to type int64_t without overflow/,
    reason: "int32 stands for PyTorch's int64 here",
  },
  {
    op: "expand",
    ours: /isn't allowed in a leading, non-existing dimension/,
    theirs: /^numel: integer multiplication overflow/,
    reason: "PyTorch multiplies the sizes of a 0-d tensor's new dimensions before it looks at them",
  },
];

/** Whether a difference between two refusals is listed here, with its reason. A null was not refused. */
export function explained(step: Step, ours: string | null, theirs: string | null): boolean {
  return EXCEPTIONS.some(
    (exception) =>
      (exception.op ?? step.op) === step.op && matches(exception.ours, ours) && matches(exception.theirs, theirs),
  );
}

function matches(pattern: RegExp | null, sentence: string | null): boolean {
  return pattern === null || sentence === null ? pattern === sentence : pattern.test(sentence);
}
