import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { formatTextFile, type TextFile } from "../../base/textFile.ts";
import { readTextFile, type OwnText } from "../../io/readTextFile.ts";
import { sha256 } from "../../io/sha256.ts";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { fileLines } from "./fileLines.ts";
import { findFile, isMissing } from "./findFile.ts";

interface GivenText {
  readonly path: string;
  readonly text: string;
}

/**
 * Holds the text files that graphs name: those that were given with `--text`, by their SHA-256, and those beside the
 * graph.
 */
export class TextFiles {
  /** By SHA-256. */
  readonly #given: ReadonlyMap<string, GivenText>;
  /** Those that a document brought along, by SHA-256. */
  readonly #brought = new Map<string, string>();
  #folder: string | null = null;

  private constructor(given: ReadonlyMap<string, GivenText>) {
    this.#given = given;
  }

  /** Reads the files that were given. Throws a CommandEnd with one sentence for one that cannot be used. */
  static async read(paths: readonly string[], terminal: Pick<Terminal, "folder">): Promise<TextFiles> {
    const given = new Map<string, GivenText>();
    for (const path of paths) {
      const { full, size } = await findFile(path, terminal);
      try {
        const { bytes, text } = await readOwnText(full, size);
        given.set(await sha256(bytes), { path, text });
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        throw new CommandEnd(EXIT.commandIsWrong, fileLines(path, error).join("\n"));
      }
    }
    return new TextFiles(given);
  }

  /** Takes the texts that a document brings along, by their SHA-256; those of `--text` are the same or others. */
  async add(brought: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
    for (const [hash, bytes] of brought) this.#brought.set(hash, (await readTextFile(new Blob([bytes]))).text);
  }

  /** Files that were not given are looked for in this folder, which is the graph's. */
  lookBeside(folder: string): void {
    this.#folder = folder;
  }

  /** The text that a graph names. Throws a DiagnosticError when it cannot be had, or is another one. */
  async load(file: TextFile): Promise<string> {
    const given = this.#given.get(file.sha256)?.text ?? this.#brought.get(file.sha256);
    if (given !== undefined) return given;
    if (this.#folder === null || !isPlainName(file.name)) {
      throw DiagnosticError.of(
        `${quote(file.name)} is no name of a file in the graph's folder: say where it is with --text`,
      );
    }
    const path = join(this.#folder, file.name);
    const info = await stat(path).catch((cause: unknown) => {
      const reason = isMissing(cause) ? "is not beside the graph" : `cannot be read (${String(cause)})`;
      throw DiagnosticError.of(`${formatTextFile(file)} ${reason}${this.#otherPlaces(file)}`);
    });
    const { bytes, text } = await readOwnText(path, info.size);
    const found = await sha256(bytes);
    if (found === file.sha256) return text;
    throw DiagnosticError.of(
      `${quote(file.name)} beside the graph is another text: expected the SHA-256 ${file.sha256}, got ${found}`,
    );
  }

  /** Where else it could be, or was looked for. */
  #otherPlaces({ sha256: expected }: TextFile): string {
    if (this.#given.size === 0) return ": put it there, or say where it is with --text";
    const others = [...this.#given].map(([hash, { path }]) => `${quote(path)} has ${hash}`);
    return ` and not among the files of --text: expected the SHA-256 ${expected}, ${others.join(", ")}`;
  }
}

/** Not a path: a graph from elsewhere must not choose among all the files of this computer. */
function isPlainName(name: string): boolean {
  return name === basename(name) && !["", ".", ".."].includes(name) && !/[\\/\0]/.test(name);
}

async function readOwnText(path: string, size: number): Promise<OwnText> {
  return readTextFile({ size, arrayBuffer: async () => new Uint8Array(await readFile(path)).buffer }, path);
}
