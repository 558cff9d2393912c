import { DiagnosticError } from "../../../base/diagnostic.ts";
import { formats } from "../../../formats/formats.ts";
import type { Format, FormatChoices, Written } from "../../../formats/format.ts";
import { graphFileName } from "../../../io/graphFileName.ts";
import { useDocument } from "../../document/documentStore.ts";
import { notify, notifyError } from "../../kit/noticeStore.ts";
import type { Keeping } from "../keeping.ts";
import { exportedNow } from "../opening/exportedNow.ts";
import { saveFile } from "./saveFile.ts";

/** Lists the formats that a document is exported to, in the order of the list of all; what it keeps is saved instead. */
export const exportFormats: readonly Format[] = formats.filter(
  ({ writes, endings, keeps }) => writes !== undefined && endings.length > 0 && keeps === undefined,
);

/** Returns the document in a format. Throws a DiagnosticError with one sentence when it cannot be written. */
export async function writtenAs(
  keeping: Keeping,
  { title, writes }: Format,
  choices: FormatChoices = {},
): Promise<Written> {
  if (writes === undefined) throw DiagnosticError.of(`${title} cannot be written`);
  return writes(useDocument.getState().graph, exportedNow(keeping), choices);
}

/** Writes the document to a file whose place the reader chooses, or says in one sentence why not. */
export async function exportAs(keeping: Keeping, format: Format, choices: FormatChoices = {}): Promise<void> {
  const name = graphFileName(useDocument.getState().graph.title, format.endings[0]);
  try {
    const file = await saveFile(name, format, () => writtenAs(keeping, format, choices));
    if (file === null) return;
    notify({ kind: "info", message: [`${file.done} ${file.name}.`, ...file.notes].join(" ") });
  } catch (error) {
    notifyError(error, name);
  }
}
