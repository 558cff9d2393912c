import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import type { Edit } from "../../graph/edit.ts";
import { freshId } from "../../graph/freshId.ts";
import type { Graph } from "../../graph/graph.ts";
import { readTextFile } from "../../io/readTextFile.ts";
import { canvasView } from "../canvas/canvasView.ts";
import { useDocument } from "../stores/documentStore.ts";
import { notifyError } from "../stores/noticeStore.ts";

/** Whether a file is a text to learn from, and no graph. */
export function isOwnText(file: File): boolean {
  return file.name.toLowerCase().endsWith(".txt");
}

/**
 * Makes a file the text of a words node, in one undo step, or says in one sentence why not and changes nothing.
 *
 * @param dropped the id of the node that it was dropped on, if any.
 */
export async function takeOwnText(file: File, dropped: string | null): Promise<void> {
  try {
    const text = await readTextFile(file);
    const { graph, selection, apply } = useDocument.getState();
    const id = wordsNode(graph, dropped === null ? selection.nodes : [dropped]);
    const settings = { source: "text", text };
    const edits: readonly Edit[] =
      id === null
        ? [{ type: "addNode", nodeType: "words", id: freshId(graph, "words"), position: newPlace(), settings }]
        : Object.entries(settings).map(([setting, value]) => ({ type: "setSetting", id, setting, value }));
    apply(edits, { select: { nodes: [id ?? freshId(graph, "words")] } });
  } catch (error) {
    notifyError(error, file.name);
  }
}

function newPlace(): { readonly x: number; readonly y: number } {
  return canvasView.placeInView({ width: 184, height: 160 });
}

/** The words node that is meant: one that is pointed at, or the only one; null where the graph has none. */
function wordsNode(graph: Graph, meant: readonly string[]): string | null {
  const candidates = graph.nodes.filter(({ type }) => type === "words").map(({ id }) => id);
  const pointedAt = candidates.filter((id) => meant.includes(id));
  if (pointedAt.length === 1) return pointedAt[0]!;
  if (candidates.length <= 1) return candidates[0] ?? null;
  const names = candidates.slice(0, 5).map((id) => quote(id));
  throw DiagnosticError.of(
    `the graph has ${candidates.length} words nodes (${names.join(", ")}): drop the text on one of them`,
  );
}
