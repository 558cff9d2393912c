import { writeGraph } from "../../graph/writeGraph.ts";
import { graphFileName } from "../../io/graphFileName.ts";
import { readGraphFile } from "../../io/readGraphFile.ts";
import { useDocument } from "../stores/documentStore.ts";
import { emptyGraph } from "../stores/emptyGraph.ts";
import { notify, notifyError } from "../stores/noticeStore.ts";
import { download, pickFileToOpen, pickFileToSave, type FileHandle } from "./filePickers.ts";
import { switchDocument } from "./openDocument.ts";

/** Where each open document can be saved again. */
const handles = new Map<string, FileHandle>();

/** Opens a file's graph in place of the document, or says in one sentence why not and changes nothing. */
export async function openFile(file: File, handle: FileHandle | null = null): Promise<void> {
  try {
    const graph = await readGraphFile(file);
    await switchDocument(graph, { kind: "file", name: file.name });
    if (handle !== null) handles.set(useDocument.getState().documentId, handle);
  } catch (error) {
    notifyError(error, file.name);
  }
}

/** Asks for a file and opens it. */
export async function open(): Promise<void> {
  try {
    const picked = await pickFileToOpen();
    if (picked !== null) await openFile(picked.file, picked.handle);
  } catch (error) {
    notifyError(error);
  }
}

/** Starts an empty document. */
export async function startNew(): Promise<void> {
  await switchDocument(emptyGraph, { kind: "new", name: emptyGraph.title });
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
    const file = await handle.createWritable();
    await file.write(writeGraph(useDocument.getState().graph));
    await file.close();
    savedAs(handle.name, "Saved");
  } catch (error) {
    notifyError(error, handle.name);
  }
}

function savedAs(name: string, verb: string): void {
  useDocument.getState().setOrigin({ kind: "file", name });
  notify({ kind: "info", message: `${verb} ${name}.` });
}
