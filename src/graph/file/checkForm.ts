import type * as z from "zod/mini";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { describeIssues } from "./describeIssues.ts";
import { commentSchema, edgeSchema, fileSchema, nodeSchema, type GraphFile } from "./graphSchema.ts";
import { limits } from "../limits.ts";
import { fieldAt } from "../fieldAt.ts";
import type { RawFile } from "../migrations/rawFile.ts";

/**
 * Checks a file's form against the schema, item by item, and gives the file or what is wrong with it. Stops
 * after `most` diagnostics: a file of a million wrong items would otherwise take minutes to describe.
 */
export function checkForm(file: RawFile, most: number): GraphFile | readonly Diagnostic[] {
  const counts = countRefusals(file);
  if (counts.length > 0) return counts;
  const head = fileSchema.safeParse(file);
  const diagnostics: Diagnostic[] = head.success ? [] : [...describeIssues(head.error.issues, file)];

  const itemsOf = <T extends z.ZodMiniType>(schema: T, list: "nodes" | "edges" | "comments"): z.output<T>[] => {
    const raw = file[list];
    const items: z.output<T>[] = [];
    for (const [i, item] of Array.isArray(raw) ? raw.entries() : []) {
      if (diagnostics.length > most) break;
      const tooMany = list === "nodes" ? settingsRefusal(item, i, file) : null;
      if (tooMany !== null) {
        diagnostics.push(tooMany);
        continue;
      }
      const parsed = schema.safeParse(item);
      if (parsed.success) items.push(parsed.data);
      else {
        const issues = parsed.error.issues.map((issue) => ({ ...issue, path: [list, i, ...issue.path] }));
        diagnostics.push(...describeIssues(issues, file));
      }
    }
    return items;
  };
  const lists = {
    nodes: itemsOf(nodeSchema, "nodes"),
    edges: itemsOf(edgeSchema, "edges"),
    comments: itemsOf(commentSchema, "comments"),
  };
  return head.success && diagnostics.length === 0 ? { fields: head.data, ...lists } : diagnostics;
}

/** What there is more of than a graph may have. Said before anything is looked at one by one. */
function countRefusals(file: RawFile): readonly Diagnostic[] {
  return (["nodes", "edges", "variables", "comments"] as const).flatMap((field) => {
    const value = file[field];
    const count = typeof value === "object" && value !== null ? Object.keys(value).length : 0;
    if (count <= limits[field]) return [];
    return [{ field, message: `there are ${count} ${field}, at most ${limits[field]} are allowed` }];
  });
}

function settingsRefusal(node: unknown, i: number, file: RawFile): Diagnostic | null {
  const settings = (node as { readonly settings?: unknown } | null)?.settings;
  const count = typeof settings === "object" && settings !== null ? Object.keys(settings).length : 0;
  if (count <= limits.settings) return null;
  const message = `there are ${count} settings, at most ${limits.settings} are allowed`;
  return { ...fieldAt(["nodes", i, "settings"], file), message };
}
