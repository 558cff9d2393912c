import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Editing } from "../e2e/killed/editing.ts";
import { keeperAlone } from "../e2e/killed/keeperAlone.ts";

/** What the page does besides: it opens documents and edits them, and tells the server all that it says, in order. */
const driver = (documents: number): string => `
const lines = [];
let sending = false;
const send = async () => {
  if (sending) return;
  sending = true;
  while (lines.length > 0) await fetch("said", { method: "POST", body: lines.splice(0).join("\\n") });
  sending = false;
};
console.info = (line) => {
  lines.push(line);
  void send();
};
void (async () => {
  await fetch("kept", { method: "POST", body: JSON.stringify(await killed.open(${documents})) });
  killed.edit();
})();`;

/** A site of one page, which edits documents from when it is opened until it is ended. Each visit has its own address. */
export class KeeperSite {
  readonly #server;
  readonly #documents: number;
  #visits = 0;
  #onKept: ((editing: Editing) => void) | null = null;
  #onRefused: ((error: unknown) => void) | null = null;
  #current: Editing | null = null;

  private constructor(code: string, documents: number) {
    this.#documents = documents;
    this.#server = createServer((request, response) => {
      this.#answer(request, code).then(
        (page) => response.setHeader("Content-Type", "text/html").end(page),
        (error: unknown) => {
          this.#onRefused?.(error);
          response.writeHead(500).end();
        },
      );
    });
  }

  static async open(documents: number): Promise<KeeperSite> {
    const site = new KeeperSite(await keeperAlone(), documents);
    await new Promise<void>((resolve) => site.#server.listen(0, "127.0.0.1", resolve));
    return site;
  }

  /** The address for the next visit, and what comes of it once the page has opened its documents. */
  expectVisit(): { readonly address: string; readonly editing: Promise<Editing> } {
    this.#visits++;
    this.#current = null;
    const editing = new Promise<Editing>((resolve, reject) => {
      [this.#onKept, this.#onRefused] = [resolve, reject];
    });
    return {
      address: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${this.#visits}/`,
      editing,
    };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, code: string): Promise<string> {
    const [, visit, what] = request.url!.split("/");
    if (request.method !== "POST") {
      return `<!doctype html><meta charset="utf-8"><script>${code}</script><script>${driver(this.#documents)}</script>`;
    }
    const body = await text(request);
    // The last words of a page that is gone.
    if (Number(visit) !== this.#visits) return "";
    if (what === "kept") {
      this.#current = new Editing(JSON.parse(body) as (string | null)[]);
      this.#onKept?.(this.#current);
    } else for (const line of body.split("\n")) this.#current?.hear(line);
    return "";
  }
}
