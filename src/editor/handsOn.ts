import type { CellValue } from "../session/protocol.ts";
import { ask } from "./sessionLink.ts";
import { useDocument } from "./stores/documentStore.ts";
import { notifyError } from "./stores/noticeStore.ts";

/** While a write is under way, the newest that waits for it: a drag moves faster than a large model answers. */
let waiting: (() => Promise<void>) | null = null;
let underWay = false;

/**
 * Puts numbers into cells of a parameter. Everything that is computed of it answers at once, and undo brings back what was
 * there. Writes of the same gesture, directly after one another, are one undo step.
 */
export function writeCells(node: string, name: string, cells: readonly CellValue[], gesture: string): void {
  waiting = async () => {
    const before = await ask("write", { node, name, cells });
    useDocument.getState().recordWrite({ node, name, before, after: cells }, gesture);
  };
  if (!underWay) void writeOn();
}

async function writeOn(): Promise<void> {
  underWay = true;
  while (waiting !== null) {
    const write = waiting;
    waiting = null;
    await write().catch(notifyError);
  }
  underWay = false;
}
