import type { Value } from "../values/value.ts";

/** Returns the parameters of a module, or of an object of the code's own class. Each is there once, in their order. */
export function parametersOf(owner: Value): readonly Value[] {
  const found = new Map<unknown, Value>();
  const seen = new Set<Value>();
  const collect = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "tensor") {
      if (value.node?.trained === true && value.node.draw !== null) found.set(value.node, value);
    } else if (value.kind === "module" || value.kind === "instance") value.fields.forEach(collect);
  };
  collect(owner);
  return [...found.values()];
}
