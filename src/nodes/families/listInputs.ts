import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Port, Ports } from "../contract/port.ts";
import type { TensorsValue, TensorValue, Value } from "../contract/value.ts";

/** One for each letter: as many tensors can be wired one by one. A card shows those in use and the next free one. */
const SINGLE = "abcdefghijklmnopqrstuvwxyz".split("");

/** The ports of a node that takes several tensors: a list of them, or one by one. */
export const listInputs: Ports = {
  tensors: { kind: "tensors", summary: "a list, such as unbind gives", optional: true },
  ...Object.fromEntries(
    SINGLE.map((name, at): [string, Port] => [
      name,
      { kind: "tensor", summary: `tensor ${at + 1} of the list`, optional: true },
    ]),
  ),
};

/** The names of these ports, of which at least one is to be wired. */
export const listPorts: readonly string[] = Object.keys(listInputs);

/** What the help of such a node says of its ports. */
export const LIST_HELP = `Wire a list, such as \`unbind\` gives, or up to ${SINGLE.length} tensors one by one: a free port comes with each. `;

/** The tensors that are wired, in their order. Throws when both a list and single ones are. */
export function listed(inputs: Readonly<Record<string, Value | undefined>>): readonly TensorValue[] {
  const list = inputs["tensors"] as TensorsValue | undefined;
  const single = SINGLE.flatMap((name) => (inputs[name] as TensorValue | undefined) ?? []);
  if (list === undefined) return single;
  if (single.length === 0) return list.tensors;
  throw DiagnosticError.of("expected a list of tensors or single ones, but both are wired");
}

/** What a variadic op takes. */
export function keyed(values: readonly TensorValue[]): Readonly<Record<string, Tensor>> {
  return Object.fromEntries(values.map(({ tensor }, at) => [`${at}`, tensor]));
}
