import { DiagnosticError } from "../../../base/diagnostic.ts";
import { formats } from "../../../formats/formats.ts";
import { TRAINED_LINK_PREFIX } from "../../../io/linkPrefix.ts";
import type { Keeping } from "../keeping.ts";
import { writtenAs } from "./exportAs.ts";

/** Returns the fragment of a link that carries the graph and what was trained. Throws a DiagnosticError where it does not fit. */
export async function trainedLink(keeping: Keeping): Promise<string> {
  const format = formats.find(({ prefix }) => prefix === TRAINED_LINK_PREFIX);
  if (format === undefined) throw DiagnosticError.of("no link carries what was trained");
  const { content } = await writtenAs(keeping, format);
  return String(content);
}
