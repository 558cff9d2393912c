import { quote } from "../../../base/quote.ts";
import type { Graph, Position, Size } from "../../../graph/graph.ts";
import { readGraph } from "../../../graph/file/readGraph.ts";
import { useDocument } from "../documentStore.ts";
import { notify, notifyError } from "../../kit/noticeStore.ts";
import { keptInWords } from "./bringVariables.ts";
import { formatNames } from "./formatNames.ts";
import { insertFragment } from "./insertFragment.ts";
import { readPasted } from "./readPasted.ts";

/** Holds what pasting needs of the rest of the editor. */
export interface PasteSurroundings {
  /** What is seen of the canvas, on the canvas; null when there is none. */
  readonly sight: () => (Position & Size) | null;
  /**
   * Opens what a link carries, as an unsaved copy that does not run by itself, or what a text of another format holds; false
   * where nothing knows the text.
   */
  readonly openText: (text: string) => Promise<boolean>;
  /** Opens a graph in place of the document, which one undo step brings back. */
  readonly openGraph: (graph: Graph) => Promise<unknown>;
}

/**
 * Takes what was pasted on the canvas: part of a graph is added, with the variables that it needs; a link opens what it
 * carries; a whole graph's text is opened where nothing is yet, and else added, with the offer to open it instead.
 * Whatever else it is, the reader is told in one sentence.
 *
 * @param isPart whether it was copied here as a part of a graph.
 */
export async function pasteText(text: string, isPart: boolean, surroundings: PasteSurroundings): Promise<void> {
  const pasted = readPasted(text);
  try {
    if (pasted.kind === "link") await surroundings.openText(pasted.fragment);
    else if (pasted.kind === "refused") {
      if (!(await surroundings.openText(text))) notify({ kind: "error", message: pasted.sentence });
    } else await takeGraph(readGraph(pasted.text), isPart, surroundings);
  } catch (error) {
    notifyError(error, "clipboard");
  }
}

async function takeGraph(graph: Graph, isPart: boolean, { sight, openGraph }: PasteSurroundings): Promise<void> {
  const { graph: here } = useDocument.getState();
  const isEmpty = here.nodes.length === 0 && here.comments.length === 0;
  if (!isPart && isEmpty) {
    await openGraph(graph);
    return;
  }
  if (graph.nodes.length === 0 && graph.comments.length === 0) {
    notify({ kind: "error", message: "Nothing was pasted: the graph in the clipboard has no nodes." });
    return;
  }
  const brought = insertFragment(graph, sight());
  if (brought === null) return;
  const after = useDocument.getState().graph;
  const { added } = brought;
  const withVariables =
    added.length === 0 ? "" : ` with the variable${added.length === 1 ? "" : "s"} ${formatNames(added)}`;
  const kept = keptInWords(brought);
  if (isPart) {
    if (added.length > 0 || kept !== "") {
      notify({ kind: "info", message: [`Pasted${withVariables}.`, kept].join(" ").trimEnd() });
    }
    return;
  }
  const title = graph.title.trim() === "" ? "the graph" : quote(graph.title);
  notify({
    kind: "info",
    message: [`Added ${title}${withVariables}; title and seed stay.`, kept].join(" ").trimEnd(),
    action: {
      label: "Open it instead",
      run: () => {
        // What was added goes again, unless something was done since.
        if (useDocument.getState().graph === after) useDocument.getState().undo();
        void openGraph(graph).catch((error: unknown) => notifyError(error, "clipboard"));
      },
    },
  });
}
