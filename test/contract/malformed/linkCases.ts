import { deflateRawSync } from "node:zlib";

/** A link that is refused, and the sentence that says why. */
export interface LinkCase {
  readonly name: string;
  readonly link: string;
  readonly says: string;
}

const link = (name: string, text: string, says: string): LinkCase => ({ name, link: text, says });
const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
/** A link as Wiregrad makes them, of any content. */
const packed = (content: string | Uint8Array) => `#g1=${encoded(deflateRawSync(content, { level: 9 }))}`;
const graph = (fields: object) => JSON.stringify({ format: "wiregrad/graph", version: 1, nodes: [], ...fields });
const good = deflateRawSync(graph({}));
const cut = "the link is cut short or damaged";
const none = "the link carries no graph";

const addresses: readonly LinkCase[] = [
  link("nothing", "", none),
  link("a fragment without an end", "#", none),
  link("a fragment of another page", "#/about", none),
  link("a fragment of another key", "#g=abc", none),
  link("the key in capitals", "#G1=abc", none),
  link("the key without its equals sign", "#g1", none),
  link("a version that is none", "#gx=abc", none),
  link("a version below the first", "#g-1=abc", none),
  link("a blank before the key", "# g1=abc", none),
  link("a key of every object", "#__proto__=abc", none),
  link("a whole address", "https://example.org/#g1=abc", none),
  link("a newer version", "#g2=abc", "the link was made by a newer Wiregrad"),
  link("a much newer version", "#g1000=abc", "the link was made by a newer Wiregrad"),
  link("nothing behind the key", "#g1=", "the link is cut short: nothing comes after its beginning"),
];

const characters: readonly LinkCase[] = [
  link("a full stop at its end, as in a sentence", "#g1=abc.", 'the link is damaged: "." does not belong in it'),
  link("a blank in it", "#g1=a b", 'the link is damaged: " " does not belong in it'),
  link("a line break in it, as by a mail program", "#g1=ab\r\ncd", 'the link is damaged: "\\r" does not belong in it'),
  link("an emoji", "#g1=😀", 'the link is damaged: "😀" does not belong in it'),
  link("a percent sign", "#g1=abc%3D", 'the link is damaged: "%" does not belong in it'),
  link("padding", "#g1=abc=", 'the link is damaged: "=" does not belong in it'),
  link("the other alphabet of base64", "#g1=a+b/", 'the link is damaged: "+" does not belong in it'),
  link("a parenthesis at its end, as in Markdown", "#g1=abc)", 'the link is damaged: ")" does not belong in it'),
  link("a quotation mark at its end, as in HTML", '#g1=abc">', 'the link is damaged: "\\"" does not belong in it'),
  link("half of a surrogate pair", "#g1=ab\uD83D", 'the link is damaged: "\\ud83d" does not belong in it'),
  link("a zero", "#g1=a\0", 'the link is damaged: "\\u0000" does not belong in it'),
  link("one character", "#g1=a", cut),
  link("a number of characters that base64 cannot have", "#g1=abcde", cut),
  link("more than 64 KiB", `#g1=${"A".repeat(65_537)}`, "the link has 65537 characters, at most 65536 are allowed"),
  link(
    "a megabyte of full stops",
    `#g1=${".".repeat(1_000_000)}`,
    "the link has 1000000 characters, at most 65536 are allowed",
  ),
];

const packing: readonly LinkCase[] = [
  link("bytes that are no deflate", "#g1=____", cut),
  link("64 KiB of zeros", `#g1=${"A".repeat(65_536)}`, cut),
  link("a block of a type that there is not", `#g1=${encoded(new Uint8Array([0b111]))}`, cut),
  link("a distance beyond the beginning", `#g1=${encoded(new Uint8Array([0x4b, 0x04, 0x42, 0x00]))}`, cut),
  link("the first half", `#g1=${encoded(good.subarray(0, good.length >> 1))}`, cut),
  link("all but the last byte", `#g1=${encoded(good.subarray(0, -1))}`, cut),
  link("a zlib stream", `#g1=${encoded(Buffer.concat([Buffer.from([0x78, 0xda]), good]))}`, cut),
  link("a gzip stream", `#g1=${encoded(Buffer.from("1f8b08000000000000ff", "hex"))}`, cut),
  link(
    "a bomb of 4 MiB and a byte",
    packed(" ".repeat(4 * 2 ** 20 + 1)),
    "the link unpacks to more than 4 MiB, which is not allowed",
  ),
  link(
    "a bomb of 48 MiB",
    packed(" ".repeat(48 * 2 ** 20)),
    "the link unpacks to more than 4 MiB, which is not allowed",
  ),
  link(
    "a bomb in the link's last byte",
    packed(graph({}) + "\n".repeat(4 * 2 ** 20)),
    "the link unpacks to more than 4 MiB, which is not allowed",
  ),
];

const contents: readonly LinkCase[] = [
  link("packed nothing", packed(""), "line 1, column 1: the file ends too early, expected a value"),
  link("bytes that are not UTF-8", packed(new Uint8Array([0x7b, 0xff])), "byte 2 (0xff) is not valid UTF-8"),
  link("a list", packed("[]"), "expected a graph, an object in braces, got a list"),
  link(
    "a file that is cut off",
    packed('{ "format": "wiregrad/gr'),
    "line 1, column 13: this text has no closing quote",
  ),
  link("a page of HTML", packed("<html>"), 'line 1, column 1: expected a value, got "<"'),
  link(
    "a graph of another program",
    packed('{ "format": "other" }'),
    'field "format": this is no graph of Wiregrad: expected "wiregrad/graph", got "other"',
  ),
  link(
    "a graph of a newer version",
    packed(graph({ version: 3 })),
    'field "version": the file was written by a newer Wiregrad, as version 3; this one reads up to version 2',
  ),
  link(
    "a million lists",
    packed("[".repeat(1_000_000)),
    `this is JSON, but no graph of Wiregrad, which has "format": "wiregrad/graph"; besides, line 1, column 65: lists and objects nest deeper than 64`,
  ),
  link(
    "a key __proto__",
    packed(graph({ later: 0 }).replace('"later"', '"__proto__"')),
    'the key "__proto__" is not allowed',
  ),
  link(
    "1e999",
    packed(graph({ later: 0 }).replace('"later":0', '"later":1e999')),
    'field "later": the number is too large',
  ),
  link(
    "5,001 nodes",
    packed(graph({ nodes: Array.from({ length: 5001 }, () => ({ id: "a", type: "tanh" })) })),
    'field "nodes": there are 5001 nodes, at most 5000 are allowed',
  ),
  link(
    "a circle of wires",
    packed(graph({ nodes: [{ id: "a", type: "tanh" }], edges: [{ from: "a.out", to: "a.x" }] })),
    'field "edges": wires go in a circle: "a" → "a"',
  ),
  link("a seed of a text", packed(graph({ seed: "42" })), 'field "seed": expected a number, got a string'),
  link(
    "half a million values",
    packed(graph({ later: new Array(500_001).fill(0) })),
    "line 1, column 1000048: there are more than 500000 values, which is not allowed",
  ),
];

/** Links that are refused. Grows: what a person or a mutation finds is kept here with its sentence. */
export const linkCases: readonly LinkCase[] = [...addresses, ...characters, ...packing, ...contents];
