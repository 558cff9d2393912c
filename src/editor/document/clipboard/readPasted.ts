/** Holds what a pasted text is meant to be. */
export type Pasted =
  /** The text of a graph's file. */
  | { readonly kind: "graph"; readonly text: string }
  /** A link with a graph in it, from its `#` on. */
  | { readonly kind: "link"; readonly fragment: string }
  /** Neither: why nothing comes of it, in one sentence. */
  | { readonly kind: "refused"; readonly sentence: string };

const graphText = "a graph's text, or a link with a graph in it";

/**
 * Tells what a pasted text is: a graph, by itself or in a fence as chats and notes have it (```` ```json ````); a link that carries
 * one, bare, whole, or somewhere in a text; or something else, which is named. Nothing of it is read as a graph here.
 */
export function readPasted(text: string): Pasted {
  const trimmed = text.trim();
  if (trimmed === "") return refused(`the clipboard holds no text; expected ${graphText}`);
  if (trimmed.startsWith("{")) return { kind: "graph", text: trimmed };
  const fenced = fencedGraphs(trimmed);
  if (fenced.length === 1) return { kind: "graph", text: fenced[0]! };
  if (fenced.length > 1) return refused(`the text holds ${fenced.length} graphs; copy one of them`);
  const links = linksIn(trimmed);
  if (links.length === 1) return { kind: "link", fragment: links[0]! };
  if (links.length > 1) return refused(`the text holds links to ${links.length} graphs; copy one of them`);
  return refused(`the clipboard holds ${nameOf(trimmed)}; expected ${graphText}`);
}

/** A text that is neither, such as a list of names, can be learned from: where, is said as well. */
function refused(why: string): Pasted {
  return { kind: "refused", sentence: `Nothing was pasted: ${why}.` };
}

/** What stands between fences and calls itself a graph. */
function fencedGraphs(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(```|~~~)[^\n]*\n(.*?)^[ \t]*\1/gms)]
    .map(([, , inside]) => inside!.trim())
    .filter((inside) => inside.startsWith("{") && inside.includes("wiregrad/graph"));
}

/** The links in a text, each once: `…#g1=…`, or the whole text without its `#`. */
function linksIn(text: string): readonly string[] {
  if (/^(?:g\d+=\S*|t\d+=[\w-]{40,})$/.test(text)) return [`#${text}`];
  return [...new Set([...text.matchAll(/#[gt]\d+=[A-Za-z0-9_-]*/g)].map(([link]) => link))];
}

function nameOf(text: string): string {
  if (/^(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body|svg|[a-z]+[\s>])/i.test(text)) {
    return "a web page's source";
  }
  if (text.startsWith("[") || text.startsWith('"')) {
    const json = parsed(text);
    if (Array.isArray(json)) return "a list (JSON), which is no graph: that is an object in braces";
    if (typeof json === "string") return "a JSON string, which is no graph: that is an object in braces";
  }
  return "a text (to learn from it, paste it into the text of a words node)";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it is no JSON, which is what was asked.
    return undefined;
  }
}
