import { request } from "./sessionLink.ts";
import { refuseEdit } from "../document/accessStore.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import type { CellValue } from "../../protocol/tensorRegion.ts";

interface Write {
  readonly node: string;
  readonly name: string;
  readonly cells: readonly CellValue[];
  readonly gesture: string;
}

/** What waits for the write that is under way: of one gesture only the newest, as a drag is faster than a large model. */
const waiting: Write[] = [];
let underWay = false;

/**
 * Puts numbers into cells of a parameter. Everything that is computed of it answers at once, and undo brings back what was
 * there. Writes of the same gesture, directly after one another, are one undo step.
 */
export function writeCells(node: string, name: string, cells: readonly CellValue[], gesture: string): void {
  if (refuseEdit(useDocument.getState().documentId)) return;
  if (waiting.at(-1)?.gesture === gesture) waiting.pop();
  waiting.push({ node, name, cells, gesture });
  if (!underWay) void writeOn();
}

async function writeOn(): Promise<void> {
  underWay = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await write(next).catch(notifyError);
  underWay = false;
}

async function write({ node, name, cells, gesture }: Write): Promise<void> {
  const { history } = useDocument.getState();
  const last = history.past.at(-1);
  // What goes on with a gesture belongs to the step that it began.
  const goesOn = last?.written !== undefined && last.gesture === gesture && history.future.length === 0;
  const id = goesOn ? last.id : newId();
  const before = await request("write", { node, name, cells, steps: [{ id, direction: "do" }] });
  useDocument.getState().recordWrite({ node, name, before, after: cells }, gesture, id);
}
