import { facetLines } from "../../program/facets/facets.ts";
import type { Session } from "../session.ts";
import type { LinesReport } from "../../protocol/progress.ts";

/** Finds what nodes say of their numbers in lines of text. It leaves out what the client knows. */
export class FreshLines {
  readonly #known = new Map<string, string>();

  /** The lines of the nodes whose lines have changed since the last time. */
  take({ plan, progress }: Session): LinesReport[] {
    const news: LinesReport[] = [];
    for (const { id, facets } of plan?.nodes.values() ?? []) {
      const said = progress.valued.has(id) ? facetLines(facets) : null;
      if (said === null) continue;
      const text = [...said.lines, said.fault].join("\n");
      if (this.#known.get(id) === text) continue;
      this.#known.set(id, text);
      news.push({ node: id, ...said });
    }
    return news;
  }

  /** The client knows nothing any more. */
  clear(): void {
    this.#known.clear();
  }
}
