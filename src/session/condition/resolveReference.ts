import { DiagnosticError } from "../../base/diagnostic.ts";
import { variableFault } from "../../expression/variableFault.ts";
import { indexTensor } from "../../program/tensors/indexTensor.ts";
import type { TensorReference } from "../../protocol/condition/tensorReference.ts";
import type { NamedTensor, NodeTensors, TensorScope } from "./tensorScope.ts";
import { writePart } from "../../protocol/condition/tensorReference.ts";

/** Holds what a reference means: the tensor, and the part of it that is meant. */
export interface ResolvedTensor extends NamedTensor {
  readonly part: NamedTensor["tensor"];
}

/** A sentence lists at most so many names. */
const LISTED = 12;

/**
 * Finds what a condition names: a tensor of its own node first, then `node.tensor`. Throws a DiagnosticError, one sentence
 * that says what is known there.
 */
export function resolveReference(
  { parts, brackets }: Pick<TensorReference, "parts" | "brackets">,
  scope: TensorScope,
): ResolvedTensor {
  const own = within(scope.own, parts, brackets);
  if (own !== undefined) return own;
  const [first = "", ...rest] = parts;
  const fault = parts.length === 1 ? scope.variables.faulty.get(first) : undefined;
  if (fault !== undefined) throw DiagnosticError.of(variableFault(first, fault));
  const node = scope.of(first);
  if (node === undefined && parts.length === 1) throw DiagnosticError.of(unknownName(first, scope));
  if (node === undefined) {
    throw DiagnosticError.of(`there is no node ${JSON.stringify(first)}, there are ${listed(scope.nodes)}`);
  }
  if (rest.length === 0) {
    const names = node.names.length === 0 ? "it has none" : `as ${writePart(first)}.${node.names[0]!}`;
    throw DiagnosticError.of(`${JSON.stringify(first)} is a node, name one of its tensors: ${names}`);
  }
  const found = ofItself(node.find, first, rest, brackets) ?? within(node.find, rest, brackets);
  if (found !== undefined) return found;
  const names = node.names.length === 0 ? "no tensors" : listed(node.names);
  throw DiagnosticError.of(
    `node ${JSON.stringify(first)} has no tensor ${JSON.stringify(rest.join("."))}, it has ${names}`,
  );
}

/** The sentence for a name that means nothing here. */
function unknownName(name: string, { ownNames, variables, example }: TensorScope): string {
  const others = example === null ? "" : `, and other nodes' tensors, as ${example.map(writePart).join(".")}`;
  const known = listed(["loss", "iteration", ...ownNames, ...Object.keys(variables.values)]);
  return `the name ${JSON.stringify(name)} is not known here, known are ${known}${others}`;
}

/** Whether `C.grad` of another node means the gradient of its parameter `C`. */
function ofItself(
  find: NodeTensors,
  node: string,
  rest: readonly string[],
  brackets: TensorReference["brackets"],
): ResolvedTensor | undefined {
  const parameter = rest.length === 1 && rest[0] === "grad" && (find(node) ?? null) !== null;
  return parameter ? within(find, [node, ...rest], brackets) : undefined;
}

function within(
  find: NodeTensors,
  parts: readonly string[],
  brackets: TensorReference["brackets"],
): ResolvedTensor | undefined {
  const name = parts.join(".");
  const whole = find(name);
  if (whole === null) {
    throw DiagnosticError.of(
      `${JSON.stringify(parts.slice(0, -1).join(".") || "out")} has no gradient here, as no training depends on it`,
    );
  }
  if (whole !== undefined) return indexed(whole, brackets);
  // Of a list, the first index says which tensor: `out[1][0, 3]`.
  const [which, ...rest] = brackets;
  const gradient = parts.at(-1) === "grad";
  const list = gradient ? parts.slice(0, -1).join(".") || "out" : name;
  let length = 0;
  while ((find(`${list}[${length}]`) ?? null) !== null) length += 1;
  if (length === 0) return undefined;
  const [index] = which ?? [];
  if (which?.length !== 1 || typeof index !== "number") {
    throw DiagnosticError.of(`${JSON.stringify(list)} is a list of ${length} tensors, name one of them: ${list}[0][…]`);
  }
  if (index < -length || index >= length) throw DiagnosticError.of("tuple index out of range");
  const item = find(`${list}[${index < 0 ? index + length : index}]${gradient ? ".grad" : ""}`);
  if (item === null || item === undefined) throw DiagnosticError.of(`${JSON.stringify(list)} has no gradient here`);
  return indexed(item, rest);
}

function indexed(named: NamedTensor, brackets: TensorReference["brackets"]): ResolvedTensor {
  return { ...named, part: brackets.reduce((tensor, items) => indexTensor(tensor, items), named.tensor) };
}

function listed(names: readonly string[]): string {
  return names.length <= LISTED ? names.join(", ") : `${names.slice(0, LISTED).join(", ")}, …`;
}
