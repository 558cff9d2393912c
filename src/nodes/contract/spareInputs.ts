import type { NodeType } from "./nodeType.ts";
import type { PortKind } from "./port.ts";

/**
 * Returns the inputs that are not offered now. Of inputs that stand for each other, those in use are, and the next free
 * one of their kind: a node shows one more as the last one is wired.
 */
export function spareInputs({ anyOf = [], inputs }: NodeType, used: ReadonlySet<string>): ReadonlySet<string> {
  const kinds = new Set(anyOf.filter((name) => used.has(name)).map((name) => inputs[name]!.kind));
  const offered = new Set<PortKind>();
  return new Set(
    anyOf.filter((name) => {
      const { kind } = inputs[name]!;
      if (used.has(name)) return false;
      const next = !offered.has(kind) && (kinds.size === 0 || (kinds.has(kind) && kind !== "tensors"));
      offered.add(kind);
      return !next;
    }),
  );
}
