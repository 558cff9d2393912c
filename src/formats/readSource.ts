import { DiagnosticError } from "../base/diagnostic.ts";
import type { AskExported, Format, Found, Source } from "./format.ts";
import { formats } from "./formats.ts";

/** Holds what a source turned out to be. */
export interface ReadSource {
  readonly format: Format;
  readonly found: Found;
}

/** Returns the format that a source is of; null where none knows it. */
export function formatOf(source: Source, among: readonly Format[] = formats): Format | null {
  return among.find(({ recognises }) => recognises?.(source) === true) ?? null;
}

/**
 * Reads a source by the format that it is of. Throws a DiagnosticError with one sentence when it cannot be read; nothing is
 * changed by it.
 *
 * @param ask gives what is known of the open document, for what is read onto it.
 */
export async function readSource(source: Source, ask: AskExported): Promise<ReadSource> {
  const format = formatOf(source);
  if (format?.reads === undefined) throw DiagnosticError.of("nothing here can read this");
  return { format, found: await format.reads(source, ask) };
}
