import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Returns the file at a path that the user typed. Throws a CommandEnd when there is none. */
export async function findFile(
  path: string,
  { folder }: Pick<Terminal, "folder">,
): Promise<{ readonly full: string; readonly size: number }> {
  const full = resolve(folder, path);
  const info = await stat(full).catch((cause: unknown) => {
    throw new CommandEnd(EXIT.commandIsWrong, `${path}: ${isMissing(cause) ? "there is no such file" : String(cause)}`);
  });
  if (!info.isFile()) throw new CommandEnd(EXIT.commandIsWrong, `${path}: expected a file`);
  return { full, size: info.size };
}

/** Says whether an error of `node:fs` says that there is no such file. */
export function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

/** Says whether there is anything at a path that the user typed. */
export async function fileExists(path: string, { folder }: Pick<Terminal, "folder">): Promise<boolean> {
  return stat(resolve(folder, path)).then(
    () => true,
    () => false,
  );
}
