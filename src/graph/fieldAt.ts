import type { Diagnostic } from "../base/diagnostic.ts";
import { nodeIdRefusal } from "./nodeIdRefusal.ts";

/**
 * Says which field a path into a file names, for a diagnostic: within a node that has a good id its id and the field,
 * otherwise the field from the top, `edges[2].from`.
 *
 * @param file the file that the path leads into, of any form.
 */
export function fieldAt(path: readonly PropertyKey[], file: unknown): Pick<Diagnostic, "node" | "field"> {
  const [list, index, ...rest] = path;
  if (list === "nodes" && typeof index === "number" && rest.length > 0 && rest[0] !== "id") {
    const node = follow(path.slice(0, 2), file);
    const id = isObject(node) && Object.hasOwn(node, "id") ? node["id"] : undefined;
    if (typeof id === "string" && nodeIdRefusal(id) === null) return { node: id, field: formatPath(rest) };
  }
  return path.length === 0 ? {} : { field: formatPath(path) };
}

/** Returns what a path leads to, undefined when it leads nowhere. Own fields only. */
export function follow(path: readonly PropertyKey[], file: unknown): unknown {
  let value = file;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

/** `nodes[3].settings.out`; long keys are cut. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      return (i === 0 ? "" : ".") + (name.length > 60 ? `${name.slice(0, 59)}…` : name);
    })
    .join("");
}
