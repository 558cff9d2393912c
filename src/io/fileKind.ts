/** Holds what a file is that is not what was asked for, in words, and what to do with it. */
export interface FileKind {
  /** With its article: `a web page`. */
  readonly what: string;
  /** What to do where a graph was expected. */
  readonly forGraph: string;
  /** What to do where a text was expected; null when it can be read as one. */
  readonly forText: string | null;
}

/** Is how many bytes from a file's start are enough to know it by. */
export const HEAD_BYTES = 64 * 2 ** 10;

const PICTURE = { forGraph: "open the graph's .json", forText: "expected a text in UTF-8" };
const WEIGHTS = {
  forGraph: "a graph is JSON, and holds no weights",
  forText: "expected a text in UTF-8",
};
const PACKED = { forGraph: "unpack it and open the graph's .json", forText: "unpack it and take the text" };
const UTF16: FileKind = {
  what: "a text in UTF-16",
  forGraph: "save it as UTF-8",
  forText: "save it as UTF-8",
};

/** By the bytes that a file of the kind begins with. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly kind: FileKind }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: { what: "a picture (PNG)", ...PICTURE } },
  { bytes: [0xff, 0xd8, 0xff], kind: { what: "a picture (JPEG)", ...PICTURE } },
  { bytes: ascii("GIF8"), kind: { what: "a picture (GIF)", ...PICTURE } },
  { bytes: ascii("RIFF"), kind: { what: "a picture or a sound (RIFF)", ...PICTURE } },
  { bytes: ascii("%PDF"), kind: { what: "a PDF", forGraph: PICTURE.forGraph, forText: "save its text as a .txt" } },
  { bytes: [0x1f, 0x8b], kind: { what: "a gzip archive", ...PACKED } },
  { bytes: ascii("\x89HDF"), kind: { what: "weights in HDF5", ...WEIGHTS } },
  { bytes: ascii("\x93NUMPY"), kind: { what: "an array of NumPy", ...WEIGHTS } },
  {
    bytes: ascii("PAR1"),
    kind: { what: "a table in Parquet", forGraph: WEIGHTS.forGraph, forText: "save a column as a .txt" },
  },
  { bytes: [0xff, 0xfe], kind: UTF16 },
  { bytes: [0xfe, 0xff], kind: UTF16 },
  ...[2, 3, 4, 5].map((protocol) => ({
    bytes: [0x80, protocol],
    kind: { what: "a pickle of Python, as older PyTorch weights are", ...WEIGHTS },
  })),
];

const HTML: FileKind = {
  what: "a web page",
  forGraph: "download the graph itself (on GitHub by the button “Raw”)",
  forText: "its tags would be learned, too: save its text as a .txt",
};
const LFS: FileKind = {
  what: "a pointer of Git LFS, which stands for the file",
  forGraph: "fetch the file itself with git lfs pull",
  forText: "fetch the file itself with git lfs pull",
};
const NOTEBOOK: FileKind = {
  what: "a Jupyter notebook",
  forGraph: "wire its model out of nodes; the notebook's own graph is in the gallery",
  forText: "save the text that is to be learned as a .txt",
};
const GRAPH: FileKind = {
  what: "a graph of Wiregrad",
  forGraph: "open it",
  forText: "open it instead",
};

/** By what a text begins with. */
const TEXTS: readonly { readonly begins: RegExp; readonly kind: FileKind }[] = [
  { begins: /^version https:\/\/git-lfs\.github\.com\/spec\//, kind: LFS },
  { begins: /^(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i, kind: HTML },
  {
    begins: /^<(?:\?xml|svg|!doctype)[\s>]/i,
    kind: { what: "an XML file", forGraph: "open the graph's .json", forText: "save its text as a .txt" },
  },
  { begins: /^\{[\s\S]*"wiregrad\/graph"/, kind: GRAPH },
  { begins: /^\{\s*"cells"\s*:|^\{[\s\S]*"nbformat"\s*:/, kind: NOTEBOOK },
];

/** By the ending of the name, for what only its name can tell. */
const ENDINGS: Readonly<Record<string, FileKind>> = {
  onnx: { what: "a model in ONNX", ...WEIGHTS },
  safetensors: { what: "weights in safetensors", ...WEIGHTS },
  ipynb: NOTEBOOK,
  csv: table("commas"),
  tsv: table("tabs"),
  py: { what: "a Python program", forGraph: "wire its model out of nodes", forText: null },
  txt: { what: "a text", forGraph: "drop it on a words node to learn from it", forText: null },
};

/**
 * Says what a file is by its first bytes and by its name; null when that is not known. A graph under another name is told
 * too, and what may be either a graph or a text (JSON that is neither a graph nor a notebook) is not.
 *
 * @param head the first `HEAD_BYTES` of it, or all.
 */
export function fileKind(head: Uint8Array, name: string): FileKind | null {
  const ending = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const signature = SIGNATURES.find(({ bytes }) => begins(head, bytes));
  if (signature !== undefined) return signature.kind;
  if (begins(head, ascii("PK\x03\x04"))) return zipKind(head);
  if (isSafetensors(head)) return ENDINGS["safetensors"]!;
  if (isOnnx(head)) return ENDINGS["onnx"]!;
  if (isUtf16(head)) return UTF16;
  // The last character may be cut off.
  const text = new TextDecoder().decode(head, { stream: true }).trimStart();
  const found = TEXTS.find(({ begins: pattern }) => pattern.test(text))?.kind;
  if (found !== undefined) return found;
  if (text.startsWith("{") || text.startsWith("[")) return null;
  return ENDINGS[ending] ?? (isProse(text) ? ENDINGS["txt"]! : null);
}

/** Says whether it is a graph, whatever it is called. */
export function isGraph(kind: FileKind): boolean {
  return kind === GRAPH;
}

/** Says whether it is a table, of which one column may be meant. */
export function isTable(kind: FileKind): boolean {
  return kind === ENDINGS["csv"] || kind === ENDINGS["tsv"];
}

function table(separators: string): FileKind {
  return {
    what: `a table with ${separators}`,
    forGraph: "drop it on a words node to learn from a column, or paste it into a constant",
    forText: null,
  };
}

function zipKind(head: Uint8Array): FileKind {
  // The names of its first files stand between their bytes.
  return /data\.pkl|\/byteorder/.test(String.fromCharCode(...head.subarray(0, 1000)))
    ? { what: "PyTorch weights", ...WEIGHTS }
    : { what: "a zip archive", ...PACKED };
}

/** The length of the header in eight bytes, and then the header, which is JSON. */
function isSafetensors(head: Uint8Array): boolean {
  return head.length > 9 && head[8] === 0x7b && head.subarray(4, 8).every((byte) => byte === 0);
}

/** A protobuf that begins with the version of the format and the name of its producer. */
function isOnnx(head: Uint8Array): boolean {
  return head[0] === 0x08 && head[1]! < 0x20 && head[2] === 0x12 && head.length > 20 && head.includes(0);
}

/** Words under any name: no value of JSON begins so, and no sign in it is one that only a program would write. */
function isProse(text: string): boolean {
  return /^(?!(?:true|false|null)\b)\p{L}/u.test(text) && !/(?!\s)\p{Cc}|\ufffd/u.test(text);
}

/** Latin letters in UTF-16 have a zero in every second byte. */
function isUtf16(head: Uint8Array): boolean {
  if (head.length < 8) return false;
  const [even, odd] = [0, 1].map((parity) => {
    const bytes = head.subarray(0, 400).filter((_, at) => at % 2 === parity);
    return bytes.filter((byte) => byte === 0).length / bytes.length;
  });
  return Math.max(even!, odd!) > 0.7 && Math.min(even!, odd!) < 0.1;
}

function begins(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
