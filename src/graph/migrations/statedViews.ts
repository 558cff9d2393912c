import type { RawFile } from "./rawFile.ts";

/**
 * Takes a file from version 1 to 2: writes the shape of views that left it out. It was -1, everything in one row; from version 2 on it is a
 * row for each example. The file has not been checked yet: what is no such node stays as it is.
 */
export function statedViews(file: RawFile): RawFile {
  const { nodes } = file;
  return Array.isArray(nodes) ? { ...file, nodes: (nodes as readonly unknown[]).map(stated) } : file;
}

function stated(node: unknown): unknown {
  if (!isObject(node) || node["type"] !== "view") return node;
  const { settings = {} } = node;
  return isObject(settings) && !Object.hasOwn(settings, "shape")
    ? { ...node, settings: { ...settings, shape: "-1" } }
    : node;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
