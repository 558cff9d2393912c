import { DiagnosticError } from "../../../base/diagnostic.ts";
import { quote } from "../../../base/quote.ts";
import type { Edit } from "../../../graph/edits/edit.ts";
import { freshId } from "../../../graph/freshId.ts";
import type { Graph } from "../../../graph/graph.ts";
import { limits } from "../../../graph/limits.ts";
import { textFileOf } from "../../../graph/textFiles.ts";
import { fileKind, HEAD_BYTES, isGraph, isTable } from "../../../io/fileKind.ts";
import { readTextFile, type OwnText } from "../../../io/readTextFile.ts";
import { sha256 } from "../../../io/sha256.ts";
import { nodeTypeOf } from "../../../nodes/catalogue.ts";
import type { SettingValue } from "../../../nodes/settings/kinds/settingKind.ts";
import { canvasView } from "../../document/canvasView.ts";
import { inTime } from "../../kit/inTime.ts";
import { ownTexts } from "../ownTexts.ts";
import { useDocument } from "../../document/documentStore.ts";
import { notify, notifyError, useNotices } from "../../kit/noticeStore.ts";
import type { Keeping } from "../keeping.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import { openFile } from "./files.ts";
import { wordsNodesFor } from "./meantNodes.ts";
import { usePendingTable } from "./pendingTable.ts";

/**
 * Makes a file the text of a words node, in one undo step. Otherwise it says in one sentence why not and changes
 * nothing. A text that a node names and misses is only brought back.
 *
 * @param pointedAt the id of the node that it was dropped on or chosen for, if any.
 */
export async function takeOwnText(keeping: Keeping, file: File, pointedAt: string | null): Promise<void> {
  try {
    const kind = fileKind(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), file.name);
    if (kind !== null && isGraph(kind)) return await openFile(keeping, file);
    const own = await readTextFile(file, file.name, kind);
    if (kind !== null && isTable(kind) && (await askForColumn(own.text, file.name, pointedAt))) return;
    // A text that fits into a graph needs no hash, which some browsers do not compute on some pages.
    const fits = own.bytes.length <= limits.text;
    const hash = await sha256(own.bytes).catch((error: unknown) => {
      if (fits) return null;
      throw error;
    });
    const { graph } = useDocument.getState();
    const missing = hash === null ? [] : nodesNaming(graph, hash, pointedAt);
    if (hash !== null && missing.length > 0) {
      keep(keeping, file.name, hash, own);
      useDocument.getState().select({ nodes: missing });
      keeping.runner.replan();
    } else if (fits || hash === null) {
      learnFrom({ source: "text", text: own.text.replaceAll(/\r\n?/g, "\n") }, pointedAt);
    } else {
      const named = { source: "file", file: file.name, bytes: file.size, sha256: hash };
      // The session asks for it only once this is done.
      if (learnFrom(named, pointedAt)) keep(keeping, file.name, hash, own);
    }
  } catch (error) {
    notifyError(error, file.name, () => void takeOwnText(keeping, file, pointedAt));
  }
}

/** Asks which column is meant, of a table with several. Says whether it does; the answer comes back as a text. */
async function askForColumn(text: string, fileName: string, pointedAt: string | null): Promise<boolean> {
  const { readTable } = await import("./table.ts");
  const table = readTable(text);
  if (table.columns < 2) return false;
  usePendingTable.setState({ pending: { table, fileName, pointedAt } });
  useDialog.setState({ open: "column" });
  return true;
}

/** The nodes that learn from this very text; of several only the one that is pointed at, if it is one of them. */
function nodesNaming(graph: Graph, hash: string, pointedAt: string | null): readonly string[] {
  const all = graph.nodes.filter((node) => textFileOf(node)?.sha256 === hash).map(({ id }) => id);
  return pointedAt === null || all.includes(pointedAt) ? all : [];
}

/** Keeps a text in this browser; where that cannot be, says so and how long it will be there. */
function keep(keeping: Keeping, name: string, hash: string, { bytes }: OwnText): void {
  const kept = ownTexts.keep(hash, bytes);
  inTime(() => kept).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    const id = notify({
      kind: "error",
      message: `This browser cannot keep ${quote(name)} (${reason}). It is here until you close the page: then choose it again.`,
    });
    // A storage that was only slow has it in the end.
    kept.then(
      () => {
        useNotices.getState().dismiss(id);
        void keeping.saveNow();
      },
      () => undefined,
    );
  });
}

/** Makes these the settings of the words node that is meant, or of a new one. Says whether the graph could take them. */
function learnFrom(settings: Readonly<Record<string, SettingValue>>, pointedAt: string | null): boolean {
  const { graph, selection, apply } = useDocument.getState();
  const id = wordsNode(graph, pointedAt === null ? selection.nodes : [pointedAt]);
  const { type } = nodeTypeOf("text");
  const edits: readonly Edit[] =
    id === null
      ? [{ type: "addNode", nodeType: type, id: freshId(graph, type), position: newPlace(), settings }]
      : Object.entries(settings).map(([setting, value]) => ({ type: "setSetting", id, setting, value }));
  return apply(edits, { select: { nodes: [id ?? freshId(graph, type)] } });
}

function newPlace(): { readonly x: number; readonly y: number } {
  return canvasView.current.placeInView({ width: 184, height: 160 });
}

/** The words node that is meant; null where the graph has none. */
function wordsNode(graph: Graph, meant: readonly string[]): string | null {
  const [id, ...others] = wordsNodesFor(graph, meant);
  if (id === undefined || others.length === 0) return id ?? null;
  const names = [id, ...others].slice(0, 5).map((name) => quote(name));
  throw DiagnosticError.of(
    `the graph has ${others.length + 1} words nodes (${names.join(", ")}): drop the text on one of them`,
  );
}
