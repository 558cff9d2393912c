import type { Format } from "../../../formats/format.ts";
import { formats, formatThatKeeps } from "../../../formats/formats.ts";
import { readSource } from "../../../formats/readSource.ts";
import { sourceOf } from "../../../formats/source.ts";
import { graphFileName } from "../../../io/graphFileName.ts";
import { useDocument } from "../../document/documentStore.ts";
import { emptyGraph } from "../../../graph/emptyGraph.ts";
import { notify, notifyError } from "../../kit/noticeStore.ts";
import { pickFileToOpen, type FileHandle } from "../../kit/filePickers.ts";
import type { Keeping } from "../keeping.ts";
import { switchDocument } from "../openDocument.ts";
import { exportedNow } from "../opening/exportedNow.ts";
import { writtenAs } from "./exportAs.ts";
import { saveFile, saveTo, type SavedFile } from "./saveFile.ts";
import { takeFound } from "../opening/takeFound.ts";

/** Says where an open document can be saved again, and as what. */
interface Place {
  readonly handle: FileHandle;
  readonly format: Format;
}

/** Where each open document can be saved again. */
const places = new Map<string, Place>();

/**
 * Opens a file in place of the document, or of its numbers, by the format that it is of; or says in one sentence why not and
 * changes nothing.
 */
export async function openFile(keeping: Keeping, file: File, handle: FileHandle | null = null): Promise<void> {
  try {
    const { format, found } = await readSource(await sourceOf(file, file.name), exportedNow(keeping));
    await takeFound(keeping, found, { kind: "file", name: file.name });
    // What is only read from, such as a program, is never written over.
    if (handle !== null && format.keeps !== undefined)
      places.set(useDocument.getState().documentId, { handle, format });
  } catch (error) {
    notifyError(error, file.name);
  }
}

/** Asks for a file and opens it. */
export async function open(keeping: Keeping): Promise<void> {
  try {
    const readable = formats.filter(({ reads, endings }) => reads !== undefined && endings.length > 0);
    const all = { description: "Graphs, and what can become one", accept: acceptOf(readable) };
    const picked = await pickFileToOpen([all]);
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
export async function save(keeping: Keeping): Promise<void> {
  const place = places.get(useDocument.getState().documentId);
  if (place === undefined) {
    await saveAs(keeping);
    return;
  }
  const { handle, format } = place;
  await saved(format, handle.name, async () => saveTo(handle, await writtenAs(keeping, format)));
}

/** Saves to a file that the reader chooses, or downloads it where the browser can only do that. */
export async function saveAs(keeping: Keeping, format = formatThatKeeps("graph")): Promise<void> {
  const name = graphFileName(useDocument.getState().graph.title, format.endings[0]);
  await saved(format, name, () => saveFile(name, format, () => writtenAs(keeping, format)));
}

/** Saves, with what was trained, to a file that the reader chooses. */
export function saveTrained(keeping: Keeping): Promise<void> {
  return saveAs(keeping, formatThatKeeps("training"));
}

/** Saves, and says what was saved: from then on it is the document's file. */
async function saved(format: Format, name: string, write: () => Promise<SavedFile | null>): Promise<void> {
  const { documentId, setOrigin } = useDocument.getState();
  try {
    const file = await write();
    if (file === null) return;
    if (file.handle !== null) places.set(documentId, { handle: file.handle, format });
    if (useDocument.getState().documentId === documentId) setOrigin({ kind: "file", name: file.name });
    notify({ kind: "info", message: [`${file.done} ${file.name}.`, ...file.notes].join(" ") });
  } catch (error) {
    notifyError(error, name);
  }
}

/** The endings of formats by media type. */
function acceptOf(readable: readonly Format[]): Readonly<Record<string, readonly string[]>> {
  const accept: Record<string, readonly string[]> = {};
  for (const { mime, endings } of readable) accept[mime] = [...(accept[mime] ?? []), ...endings];
  return accept;
}
