import { readGraph } from "../../../src/graph/file/readGraph.ts";

/** What a page said of a document: its newest edits. */
interface Said {
  edited: number;
  saved: number;
  copied: number;
}

/** What the storage had of some documents when a page opened them, and what the page says of each since. */
export class Editing {
  /** The newest edit that the storage had of each. */
  readonly kept: readonly number[];
  readonly said: readonly Said[];

  /** @param files what the page found in its storage: a graph's file, or null. Throws where one cannot be read. */
  constructor(files: readonly (string | null)[]) {
    this.kept = files.map((file) => (file === null ? 0 : Number(readGraph(file).description)));
    this.said = files.map(() => ({ edited: 0, saved: 0, copied: 0 }));
  }

  /** A word of the page's, such as "saved 3 17": of document 3, with edit 17. Other lines are not meant. */
  hear(line: string): void {
    const [what, document, edit] = line.split(" ");
    const of = this.said[Number(document)];
    if (of !== undefined && (what === "edited" || what === "saved" || what === "copied")) of[what] = Number(edit);
  }

  /** Whether of each document something was called saved since it was opened. */
  allSaved(): boolean {
    return this.said.every(({ saved }, document) => saved > this.kept[document]!);
  }

  /** What the next page finds wrong, one sentence each. */
  lostIn(next: Editing): string[] {
    return this.said.flatMap(({ edited, saved, copied }, document) => {
      const kept = next.kept[document]!;
      const faults: string[] = [];
      if (kept < saved) faults.push(`document ${document}: edit ${saved} was called saved, ${kept} is kept`);
      // What is kept was edited: the page's last words may have been cut off, too.
      if (kept > edited + 50) faults.push(`document ${document}: edit ${kept} is kept, the newest was ${edited}`);
      if (copied > 0) faults.push(`document ${document}: was copied, as if another tab had changed it`);
      return faults;
    });
  }
}
