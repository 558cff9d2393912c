import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { readGraph } from "../graph/file/readGraph.ts";
import { writeGraph } from "../graph/writeGraph.ts";
import { encodeBase64Url } from "./base64Url.ts";
import { DAMAGED_LINK, linkBytes, MOST_ENCODED, MOST_INFLATED } from "./linkBytes.ts";
import { LINK_PREFIX } from "./linkPrefix.ts";
import { deflateRaw, inflateRaw } from "./deflateRaw.ts";

/**
 * Returns the fragment of a link that carries the whole graph: `#g1=` and base64url of `deflate-raw` of the written
 * graph. Nothing is sent anywhere: browsers keep fragments to themselves. Throws a DiagnosticError when the graph is
 * too large for a link.
 */
export async function encodeShareLink(graph: Graph): Promise<string> {
  const bytes = new TextEncoder().encode(writeGraph(graph));
  const encoded = bytes.length > MOST_INFLATED ? null : encodeBase64Url(await deflateRaw(bytes));
  if (encoded === null || encoded.length > MOST_ENCODED) {
    throw DiagnosticError.of("the graph is too large for a link; save it as a file and send that");
  }
  return LINK_PREFIX + encoded;
}

/**
 * Returns the graph that a link carries, from its fragment (`location.hash`, with or without the `#`). Inflates piece
 * by piece and stops at 4 MiB, whatever the link would go on to. Throws a DiagnosticError with one sentence for a link
 * that is cut short, damaged, too large, or of a newer Wiregrad.
 */
export async function decodeShareLink(fragment: string): Promise<Graph> {
  const inflated = await inflateRaw(linkBytes(fragment, LINK_PREFIX), MOST_INFLATED);
  if (inflated === "damaged") throw DiagnosticError.of(DAMAGED_LINK);
  if (inflated === "too large") throw DiagnosticError.of("the link unpacks to more than 4 MiB, which is not allowed");
  return readGraph(decodeUtf8(inflated));
}
