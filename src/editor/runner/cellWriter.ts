import type { SessionClient } from "../../session/client.ts";
import type { CellValue } from "../../protocol/tensorRegion.ts";
import { refuseEdit } from "../document/accessStore.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import { tellFault } from "./tellFault.ts";

interface Write {
  readonly node: string;
  readonly name: string;
  readonly cells: readonly CellValue[];
  readonly gesture: string;
}

/** Writes numbers by hand into cells of parameters, one write after another. */
export class CellWriter {
  readonly #request: SessionClient["request"];
  /** What waits for the write that is under way: of one gesture only the newest, as a drag is faster than a large model. */
  readonly #waiting: Write[] = [];
  #underWay = false;

  constructor(request: SessionClient["request"]) {
    this.#request = request;
  }

  /**
   * Puts numbers into cells of a parameter. Everything that is computed of it answers at once, and undo brings back what was
   * there. Writes of the same gesture, directly after one another, are one undo step.
   */
  write(node: string, name: string, cells: readonly CellValue[], gesture: string): void {
    if (refuseEdit(useDocument.getState().documentId)) return;
    if (this.#waiting.at(-1)?.gesture === gesture) this.#waiting.pop();
    this.#waiting.push({ node, name, cells, gesture });
    if (!this.#underWay) void this.#writeOn();
  }

  async #writeOn(): Promise<void> {
    this.#underWay = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#write(next).catch(tellFault);
    }
    this.#underWay = false;
  }

  async #write({ node, name, cells, gesture }: Write): Promise<void> {
    const { history } = useDocument.getState();
    const last = history.past.at(-1);
    // What goes on with a gesture belongs to the step that it began.
    const goesOn = last?.written !== undefined && last.gesture === gesture && history.future.length === 0;
    const id = goesOn ? last.id : newId();
    const before = await this.#request("write", { node, name, cells, steps: [{ id, direction: "do" }] });
    useDocument.getState().recordWrite({ node, name, before, after: cells }, gesture, id);
  }
}
