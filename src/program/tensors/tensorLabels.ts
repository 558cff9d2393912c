import { formatEndpoint } from "../../base/endpoint.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { outputTensors } from "./outputTensors.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { TensorIndex } from "./tensorIndex.ts";

/** Characters of PyTorch code that a tensor between two ops is called by. */
const MAX_CODE = 40;

/**
 * Returns what tensors are called in a formula that is read beside the node `home`: an output by its node, a parameter
 * by its name (and its node where it is another's), what lies between a node's ops by its PyTorch code, `(x @ W)`, a
 * gradient by `.grad`. Without a home it is what each is called beside any other: one name a tensor.
 */
export function tensorLabels(tensors: TensorIndex, home: string | null): (tensor: Tensor) => string {
  const { plan } = tensors;
  const known = new Map<Tensor, string>();
  const label = (tensor: Tensor): string => {
    const before = known.get(tensor);
    if (before !== undefined) return before;
    const made = labelOf(tensor);
    known.set(tensor, made);
    return made;
  };
  function labelOf(tensor: Tensor): string {
    const name = tensors.nameOf(tensor);
    if (name === undefined) return "constant";
    const { node, port, side } = name;
    if (side === "grad") return `${label(tensors.find(node, port)!)}.grad`;
    if (port.startsWith("#")) return betweenLabel(tensor, name);
    const outputs = plan.nodes.get(node)?.outputs ?? {};
    // A free parameter is its node's output.
    const out = outputTensors(outputs).find((output) => output.tensor === tensor)?.port;
    if (out === undefined) return node === home || isUnique(port, node) ? port : formatEndpoint({ node, port });
    const isTaken = plan.parameters.some((parameter) => parameter.name === node);
    const item = out.slice(out.search(/\[|$/));
    return Object.keys(outputs).length === 1 && !isTaken ? node + item : formatEndpoint({ node, port: out });
  }
  /** Whether no other parameter, and no other node, is called so. */
  function isUnique(name: string, node: string): boolean {
    const others = plan.parameters.filter((parameter) => parameter.name === name && parameter.node !== node);
    return others.length === 0 && (name === node || !plan.nodes.has(name));
  }
  function betweenLabel(tensor: Tensor, { node, port }: TensorRef): string {
    const saved = port.split(".")[1];
    const constant = plan.constants.find((candidate) => candidate.tensor === tensor)?.label;
    if (constant !== undefined) return constant;
    if (saved !== undefined) return node === home ? saved : `${node}.${saved}`;
    const applied = tensors.makerOf(tensor)!;
    const code = codeOf(applied);
    if (code.length > MAX_CODE) return `${node}${port}`;
    return code.includes(" ") ? `(${code})` : code;
  }
  function codeOf({ op, inputs, attributes }: AppliedOp): string {
    return op.torch(
      Object.fromEntries(Object.entries(inputs).map(([input, tensor]) => [input, label(tensor)])),
      attributes,
    );
  }
  return label;
}
