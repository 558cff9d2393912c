import { writeGraph } from "../../../graph/writeGraph.ts";
import { graphFileName } from "../../../io/graphFileName.ts";
import { readGraphFile } from "../../../io/readGraphFile.ts";
import { useDocument } from "../../document/documentStore.ts";
import { emptyGraph } from "../../document/emptyGraph.ts";
import { notify, notifyError } from "../../kit/noticeStore.ts";
import { download, pickFileToOpen, pickFileToSave, type FileHandle } from "../../kit/filePickers.ts";
import type { Keeping } from "../keeping.ts";
import { switchDocument } from "../openDocument.ts";

/** Where each open document can be saved again. */
const handles = new Map<string, FileHandle>();

/** Opens a file's graph in place of the document, or says in one sentence why not and changes nothing. */
export async function openFile(keeping: Keeping, file: File, handle: FileHandle | null = null): Promise<void> {
  try {
    const graph = await readGraphFile(file, file.name);
    await switchDocument(keeping, graph, { kind: "file", name: file.name });
    if (handle !== null) handles.set(useDocument.getState().documentId, handle);
  } catch (error) {
    notifyError(error, file.name);
  }
}

/** Asks for a file and opens it. */
export async function open(keeping: Keeping): Promise<void> {
  try {
    const picked = await pickFileToOpen();
    if (picked !== null) await openFile(keeping, picked.file, picked.handle);
  } catch (error) {
    notifyError(error);
  }
}

/** Starts an empty document. */
export async function startNew(keeping: Keeping): Promise<void> {
  await switchDocument(keeping, emptyGraph, { kind: "new", name: emptyGraph.title });
}

/** Saves to the file that the document came from; asks where there is none. */
export async function save(): Promise<void> {
  const handle = handles.get(useDocument.getState().documentId);
  await (handle === undefined ? saveAs() : saveTo(handle));
}

/** Saves to a file that the reader chooses, or downloads it where the browser can only do that. */
export async function saveAs(): Promise<void> {
  const { graph, documentId } = useDocument.getState();
  const name = graphFileName(graph.title);
  try {
    const handle = await pickFileToSave(name);
    if (handle === null) return;
    if (handle === undefined) {
      download(name, writeGraph(graph));
      savedAs(name, "Downloaded");
      return;
    }
    handles.set(documentId, handle);
    await saveTo(handle);
  } catch (error) {
    notifyError(error, name);
  }
}

async function saveTo(handle: FileHandle): Promise<void> {
  try {
    await writeFile(handle, writeGraph(useDocument.getState().graph));
  } catch (error) {
    // The reader closed the question whether the page may write it.
    if (error instanceof DOMException && error.name === "AbortError") return;
    notify({
      kind: "error",
      message: `${handle.name} could not be written (${reasonOf(error)}). What was in it is as it was.`,
    });
    return;
  }
  savedAs(handle.name, "Saved");
}

/** Writes all of a file or nothing: what was begun is taken back when it cannot be ended. */
async function writeFile(handle: FileHandle, text: string): Promise<void> {
  const file = await handle.createWritable();
  try {
    await file.write(text);
    await file.close();
  } catch (error) {
    // Of two reasons the first is told.
    await file.abort().catch(() => undefined);
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  NotAllowedError: "the browser was not allowed to",
  NotFoundError: "it is no longer there",
  QuotaExceededError: "there is no room for it",
  NoModificationAllowedError: "another program has it open",
  InvalidStateError: "it was changed meanwhile",
};

/** Why a file cannot be written, in our words where we have some. */
function reasonOf(error: unknown): string {
  const known = error instanceof DOMException ? reasons[error.name] : undefined;
  return known ?? (error instanceof Error ? error.message : String(error));
}

function savedAs(name: string, verb: string): void {
  useDocument.getState().setOrigin({ kind: "file", name });
  notify({ kind: "info", message: `${verb} ${name}. A file carries the graph, not what was trained.` });
}
