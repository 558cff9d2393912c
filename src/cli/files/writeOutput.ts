import { randomUUID } from "node:crypto";
import { access, constants, lstat, open, readlink, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { isMissing } from "./findFile.ts";

/**
 * Writes a file whole or not at all: into a new file beside it, which then takes its name. What was there before is lost only
 * once the new one is on the disk. Throws a CommandEnd with one sentence when it cannot be written.
 *
 * @param path as the user typed it, which the sentence names.
 */
export async function writeOutput(
  path: string,
  content: string | Uint8Array,
  { folder }: Pick<Terminal, "folder">,
): Promise<void> {
  try {
    await replaceFile(await linkedTo(resolve(folder, path)), content);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** Throws a CommandEnd where a file of this name could not be written; asked before a long work. */
export async function checkOutput(path: string, { folder }: Pick<Terminal, "folder">): Promise<void> {
  const full = resolve(folder, path);
  try {
    await access(dirname(full), constants.W_OK);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
  if (!(await isFileOrNothing(full))) throw new CommandEnd(EXIT.commandIsWrong, `${path}: expected a file`);
}

async function replaceFile(full: string, content: string | Uint8Array): Promise<void> {
  const before = await stat(full).catch((cause: unknown) => {
    if (isMissing(cause)) return null;
    throw cause;
  });
  // A device (/dev/null) or a pipe is written to, and not replaced.
  if (before !== null && !before.isFile()) return writeInto(await open(full, "w"), content);
  const fresh = join(dirname(full), `.${basename(full).slice(0, 100)}.${randomUUID()}`);
  try {
    await writeInto(await open(fresh, "wx", before?.mode), content);
    await rename(fresh, full);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
}

async function writeInto(file: Awaited<ReturnType<typeof open>>, content: string | Uint8Array): Promise<void> {
  try {
    await file.writeFile(content);
    if ((await file.stat()).isFile()) await file.sync();
  } finally {
    await file.close();
  }
}

/** The file that a symbolic link leads to: the link itself is to stay. */
async function linkedTo(full: string): Promise<string> {
  const info = await lstat(full).catch(() => null);
  return info?.isSymbolicLink() === true ? resolve(dirname(full), await readlink(full)) : full;
}

async function isFileOrNothing(full: string): Promise<boolean> {
  const info = await stat(full).catch(() => null);
  return info === null || !info.isDirectory();
}

function cannotWrite(path: string, cause: unknown): CommandEnd {
  const reason = isMissing(cause) ? "there is no such folder" : String(cause);
  return new CommandEnd(EXIT.commandIsWrong, `${path}: it cannot be written: ${reason}`);
}
