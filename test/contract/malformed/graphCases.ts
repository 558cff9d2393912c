import { readFileSync } from "node:fs";

/** An input that is refused, and everything that its error says, a line for each diagnostic. */
export interface MalformedCase {
  readonly name: string;
  readonly text: string;
  readonly message: string;
}

const notebook = readFileSync(new URL("notebook.json", import.meta.url), "utf8");

/** A file with these fields in place of those of an empty graph; `undefined` leaves one out. */
const file = (fields: object) => JSON.stringify({ format: "wiregrad/graph", version: 1, nodes: [], ...fields });
/** A file with one node. */
const withNode = (fields: object) => file({ nodes: [{ id: "a", type: "linear", ...fields }] });
const settings = (fields: object) => withNode({ settings: fields });
const nodes = (...list: object[]) => file({ nodes: list });
/** The notebook's graph as text, with a piece of it replaced. */
const changed = (piece: string, by: string) => {
  if (!notebook.includes(piece)) throw new Error(`the notebook's graph has no ${piece}`);
  return notebook.replace(piece, by);
};
const raw = (name: string, text: string, message: string): MalformedCase => ({ name, text, message });
const copies = (count: number, item: object) => Array.from({ length: count }, () => item);
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
const field = (path: string) => `field ${JSON.stringify(path)}: `;
const at = (node: string, path: string) => `node ${JSON.stringify(node)}: ${field(path)}`;
const twoNodes = [
  { id: "a", type: "tanh" },
  { id: "b", type: "tanh" },
];
const wired = (...edges: readonly (readonly [string, string])[]) =>
  file({ nodes: twoNodes, edges: edges.map(([from, to]) => ({ from, to })) });
const variables = (texts: object) => file({ variables: texts });
const comment = (fields: object) =>
  file({ comments: [{ text: "", position: { x: 0, y: 0 }, size: { width: 1, height: 1 }, ...fields }] });

/** What is said first of good JSON that is no graph. */
const foreign = 'this is JSON, but no graph of Wiregrad, which has "format": "wiregrad/graph"; besides, ';

const notJson: MalformedCase[] = [
  raw("nothing", "", "line 1, column 1: the file ends too early, expected a value"),
  raw("blanks", " \n ", "line 2, column 2: the file ends too early, expected a value"),
  raw("half of a file", notebook.slice(0, 300), "line 5, column 18: this text has no closing quote"),
  raw(
    "a file without its end",
    notebook.trimEnd().slice(0, -1),
    'line 59, column 1: the file ends too early, expected "," or "}"',
  ),
  raw("two files", notebook + notebook, 'line 60, column 1: expected the end of the file, got "{"'),
  raw("a page of HTML", "<!doctype html>", 'line 1, column 1: expected a value, got "<"'),
  raw(
    "a merge conflict",
    changed('  "seed"', '<<<<<<< ours\n  "seed"'),
    'line 6, column 1: expected a key in double quotes, got "<"',
  ),
  raw("a comment", "{ // graph\n}", 'line 1, column 3: expected a key in double quotes or "}", got "/"'),
  raw("single quotes", "{ 'format': 1 }", 'line 1, column 3: expected a key in double quotes or "}", got "\'"'),
  raw("a comma too many in an object", '{ "a": 1, }', 'line 1, column 11: expected a key in double quotes, got "}"'),
  raw("a comma too many in a list", "[1, ]", 'line 1, column 5: expected a value, got "]"'),
  raw("no comma", '{ "a": 1 "b": 2 }', 'line 1, column 10: expected "," or "}", got "\\""'),
  raw("no colon", '{ "a" 1 }', 'line 1, column 7: expected ":", got "1"'),
  raw("a key alone", '{ "a" }', 'line 1, column 7: expected ":", got "}"'),
  raw("a list closed as an object", '{ "a": [1} }', 'line 1, column 10: expected "," or "]", got "}"'),
  raw("a bracket too many", "{}]", 'line 1, column 3: expected the end of the file, got "]"'),
  raw(
    "a line break in a text",
    '{ "a": "b\nc" }',
    "line 1, column 10: a line break or control character within a text is written as an escape, such as \\n",
  ),
  raw(
    "a NUL in a text",
    '"\0"',
    "line 1, column 2: a line break or control character within a text is written as an escape, such as \\n",
  ),
  raw("no such escape", '{ "a": "\\x41" }', 'line 1, column 9: "\\\\x" is no escape'),
  raw("half an escape", '{ "a": "\\u12" }', 'line 1, column 9: "\\\\u" is no escape'),
  raw("NaN", '{ "seed": NaN }', 'line 1, column 11: expected a value, got "N"'),
  raw("undefined", '{ "seed": undefined }', 'line 1, column 11: expected a value, got "u"'),
  raw("a number with a zero before it", '{ "seed": 01 }', 'line 1, column 12: expected "," or "}", got "1"'),
  raw("a hexadecimal number", '{ "seed": 0x10 }', 'line 1, column 12: expected "," or "}", got "x"'),
  raw("a number that begins with its point", '{ "seed": .5 }', 'line 1, column 11: expected a value, got "."'),
  raw("a plus sign", '{ "seed": +1 }', 'line 1, column 11: expected a value, got "+"'),
  raw("an emoji", "😀", 'line 1, column 1: expected a value, got "😀"'),
  raw(
    "a key twice",
    '{\n  "format": "x",\n  "format": "y" }',
    `${foreign}line 3, column 3: the key "format" is there twice`,
  ),
  raw(
    "a key twice, once as escapes",
    '{ "a": 1, "\\u0061": 2 }',
    `${foreign}line 1, column 11: the key "a" is there twice`,
  ),
  raw(
    "a setting twice",
    changed('"dim": "n_embd"', '"dim": "n_embd", "dim": "3"'),
    'line 17, column 104: the key "dim" is there twice',
  ),
  raw("lists in lists", nested(65, "[", "]"), `${foreign}line 1, column 65: lists and objects nest deeper than 64`),
  raw(
    "five million lists",
    "[".repeat(5_000_000),
    `${foreign}line 1, column 65: lists and objects nest deeper than 64`,
  ),
  raw(
    "a million objects",
    '{"a":'.repeat(1_000_000),
    `${foreign}line 1, column 321: lists and objects nest deeper than 64`,
  ),
  raw(
    "more than 10 MiB",
    " ".repeat(10 * 2 ** 20 + 1),
    "the file has 10485761 bytes or more, at most 10485760 (10 MiB) are allowed",
  ),
  raw(
    "more than 10 MiB in characters of three bytes",
    `"${"€".repeat(3_500_000)}"`,
    "the file has 10500002 bytes or more, at most 10485760 (10 MiB) are allowed",
  ),
];

const notAGraph: MalformedCase[] = [
  raw("a list", "[]", "expected a graph, an object in braces, got a list"),
  raw("a number", "3", "expected a graph, an object in braces, got a number"),
  raw("null", "null", "expected a graph, an object in braces, got null"),
  raw("a string", '"graph"', "expected a graph, an object in braces, got a string"),
  raw("no format", "{}", `${field("format")}this is no graph of Wiregrad: expected "wiregrad/graph", got nothing`),
  raw(
    "another format",
    file({ format: "excalidraw" }),
    `${field("format")}this is no graph of Wiregrad: expected "wiregrad/graph", got "excalidraw"`,
  ),
  raw(
    "a format that is a list",
    file({ format: [] }),
    `${field("format")}this is no graph of Wiregrad: expected "wiregrad/graph", got a list`,
  ),
  raw("no version", file({ version: undefined }), `${field("version")}expected a whole number from 1 on, got nothing`),
  raw(
    "a version as text",
    file({ version: "1" }),
    `${field("version")}expected a whole number from 1 on, got a string`,
  ),
  raw("version 0", file({ version: 0 }), `${field("version")}expected a whole number from 1 on, got 0`),
  raw("version 1.5", file({ version: 1.5 }), `${field("version")}expected a whole number from 1 on, got 1.5`),
  raw(
    "a newer version",
    file({ version: 3, nodes: "different" }),
    `${field("version")}the file was written by a newer Wiregrad, as version 3; this one reads up to version 2`,
  ),
];

const form: MalformedCase[] = [
  raw("no nodes", file({ nodes: undefined }), `${field("nodes")}expected a list, got nothing`),
  raw("nodes as an object", file({ nodes: {} }), `${field("nodes")}expected a list, got an object`),
  raw("a title that is a number", file({ title: 3 }), `${field("title")}expected a string, got a number`),
  raw("a title that is null", file({ title: null }), `${field("title")}expected a string, got null`),
  raw(
    "a description that is a list",
    file({ description: [] }),
    `${field("description")}expected a string, got a list`,
  ),
  raw("a seed as text", file({ seed: "42" }), `${field("seed")}expected a number, got a string`),
  raw("edges as an object", file({ edges: {} }), `${field("edges")}expected a list, got an object`),
  raw("comments as text", file({ comments: "" }), `${field("comments")}expected a list, got a string`),
  raw("variables as a list", variables([]), `${field("variables")}expected an object, got a list`),
  raw("a variable that is a number", variables({ n: 3 }), `${field("variables.n")}expected a string, got a number`),
  raw("a node that is null", file({ nodes: [null] }), `${field("nodes[0]")}expected an object, got null`),
  raw("a node without an id", nodes({ type: "tanh" }), `${field("nodes[0].id")}expected a string, got nothing`),
  raw(
    "an id that is a number",
    nodes({ id: 3, type: "tanh" }),
    `${field("nodes[0].id")}expected a string, got a number`,
  ),
  raw("a node without a type", nodes({ id: "a" }), `${at("a", "type")}expected a string, got nothing`),
  raw("a type that is an object", withNode({ type: {} }), `${at("a", "type")}expected a string, got an object`),
  raw("a position that is null", withNode({ position: null }), `${at("a", "position")}expected an object, got null`),
  raw("a position as a list", withNode({ position: [1, 2] }), `${at("a", "position")}expected an object, got a list`),
  raw("half a position", withNode({ position: { x: 1 } }), `${at("a", "position.y")}expected a number, got nothing`),
  raw(
    "a position as text",
    withNode({ position: { x: "1", y: 2 } }),
    `${at("a", "position.x")}expected a number, got a string`,
  ),
  raw("settings as a list", withNode({ settings: [] }), `${at("a", "settings")}expected an object, got a list`),
  raw(
    "a setting that is null",
    settings({ out: null }),
    `${at("a", "settings.out")}expected a string, a number, true or false, got null`,
  ),
  raw(
    "a setting that is a list",
    settings({ out: [100] }),
    `${at("a", "settings.out")}expected a string, a number, true or false, got a list`,
  ),
  raw(
    "a setting that is an object",
    settings({ out: { valueOf: 1 } }),
    `${at("a", "settings.out")}expected a string, a number, true or false, got an object`,
  ),
  raw(
    "an edge that is text",
    file({ edges: ["a.out -> b.x"] }),
    `${field("edges[0]")}expected an object, got a string`,
  ),
  raw(
    "an edge without an end",
    file({ edges: [{ from: "a.out" }] }),
    `${field("edges[0].to")}expected a string, got nothing`,
  ),
  raw(
    "a comment without a text",
    comment({ text: undefined }),
    `${field("comments[0].text")}expected a string, got nothing`,
  ),
  raw(
    "a comment without a place",
    comment({ position: undefined }),
    `${field("comments[0].position")}expected an object, got nothing`,
  ),
  raw(
    "a comment without a size",
    comment({ size: { width: 3 } }),
    `${field("comments[0].size.height")}expected a number, got nothing`,
  ),
  raw(
    "several at once, in order",
    file({ title: 1, seed: true, nodes: [{ id: "a", type: 2 }, 3], edges: [{}] }),
    [
      `${field("title")}expected a string, got a number`,
      `${field("seed")}expected a number, got true`,
      `${at("a", "type")}expected a string, got a number`,
      `${field("nodes[1]")}expected an object, got a number`,
      `${field("edges[0].from")}expected a string, got nothing`,
      `${field("edges[0].to")}expected a string, got nothing`,
    ].join("\n"),
  ),
  raw(
    "a hundred at once",
    file({ edges: copies(50, {}) }),
    [
      ...Array.from({ length: 20 }, (_, i) => {
        const end = i % 2 === 0 ? "from" : "to";
        return `${field(`edges[${i >> 1}].${end}`)}expected a string, got nothing`;
      }),
      "and more of this kind",
    ].join("\n"),
  ),
];

const values: MalformedCase[] = [
  raw("__proto__ at the top", '{ "__proto__": { "format": "wiregrad/graph" } }', 'the key "__proto__" is not allowed'),
  raw("constructor at the top", file({ constructor: { prototype: {} } }), 'the key "constructor" is not allowed'),
  raw("__proto__ as escapes", '{ "\\u005f_proto__": {} }', 'the key "__proto__" is not allowed'),
  raw(
    "__proto__ in settings",
    changed('"dim"', '"__proto__"'),
    `${at("C", "settings")}the key "__proto__" is not allowed`,
  ),
  raw(
    "prototype in an unknown field",
    withNode({ later: [{ prototype: 1 }] }),
    `${at("a", "later[0]")}the key "prototype" is not allowed`,
  ),
  raw(
    "__proto__ as a variable",
    changed('"n_embd": "2"', '"__proto__": "2"'),
    `${field("variables")}the key "__proto__" is not allowed`,
  ),
  raw("1e999 as a seed", '{ "seed": 1e999 }', `${field("seed")}the number is too large`),
  raw(
    "-1e999 as a position",
    changed('"x": 804', '"x": -1e999'),
    `${at("output", "position.x")}the number is too large`,
  ),
  raw("1e999 in an unknown field", '{ "later": [1, [1e999]] }', `${field("later[1][0]")}the number is too large`),
  raw(
    "a text of more than 64 KiB",
    settings({ text: "x".repeat(65_537) }),
    `${at("a", "settings.text")}the text has 65537 characters, at most 65536 are allowed`,
  ),
  raw(
    "a title of 100,000 characters, told by its own limit",
    file({ title: "x".repeat(100_000) }),
    `${field("title")}the text has 100000 characters, at most 1000 are allowed`,
  ),
  raw(
    "a comment of 100,000 characters",
    comment({ text: "x".repeat(100_000) }),
    `${field("comments[0].text")}the text has 100000 characters, at most 1000 are allowed`,
  ),
  raw(
    "a key of more than 64 KiB",
    file({ ["x".repeat(65_537)]: 1 }),
    "the key has 65537 characters, at most 65536 are allowed",
  ),
  raw(
    "a long text in an unknown field",
    file({ later: { note: "x".repeat(70_000) } }),
    `${field("later.note")}the text has 70000 characters, at most 65536 are allowed`,
  ),
];

const names: MalformedCase[] = [
  raw("an empty id", nodes({ id: "", type: "tanh" }), `${field("nodes[0].id")}the id is empty`),
  raw(
    "a long id",
    nodes({ id: "x".repeat(129), type: "tanh" }),
    `${field("nodes[0].id")}the id has 129 characters, at most 128 are allowed`,
  ),
  ...["__proto__", "constructor", "prototype"].map((id) =>
    raw(`the id ${id}`, nodes({ id, type: "tanh" }), `${field("nodes[0].id")}"${id}" is not allowed as an id`),
  ),
  raw(
    "a line break in an id",
    nodes({ id: "a\nb", type: "tanh" }),
    `${field("nodes[0].id")}the id "a\\nb" has a control character in it`,
  ),
  raw(
    "two nodes with one id",
    nodes({ id: "a", type: "tanh" }, { id: "a", type: "sgd" }),
    `${at("a", "id")}two nodes have this id`,
  ),
  raw("an empty type", withNode({ type: "" }), `${at("a", "type")}expected 1 to 128 characters, got 0`),
  raw("a long type", withNode({ type: "x".repeat(129) }), `${at("a", "type")}expected 1 to 128 characters, got 129`),
  raw(
    "a setting without a name",
    settings({ "": 1 }),
    `${at("a", "settings.")}"" is not allowed as the name of a setting`,
  ),
  raw(
    "a setting with a long name",
    settings({ ["x".repeat(129)]: 1 }),
    `${at("a", "settings")}"${"x".repeat(59)}…" is not allowed as the name of a setting`,
  ),
  raw(
    "a variable that is no name",
    variables({ "a b": "1" }),
    `${field("variables")}"a b" is not a name, expected letters, digits and _, not beginning with a digit`,
  ),
  raw(
    "a variable that begins with a digit",
    variables({ "2n": "1" }),
    `${field("variables")}"2n" is not a name, expected letters, digits and _, not beginning with a digit`,
  ),
  raw(
    "a variable named as a function",
    variables({ exp: "1" }),
    `${field("variables")}"exp" is the name of a function`,
  ),
  raw("a variable named as a constant", variables({ pi: "3" }), `${field("variables")}"pi" is the name of a constant`),
  raw(
    "a variable named as what the graph knows",
    variables({ N: "3" }),
    `${field("variables")}"N" is a name that the graph itself gives a value`,
  ),
  raw(
    "a variable named iteration",
    variables({ iteration: "3" }),
    `${field("variables")}"iteration" is a name that the graph itself gives a value`,
  ),
  raw(
    "a variable named as an operator",
    variables({ mod: "3" }),
    `${field("variables")}"mod" is not allowed as a name`,
  ),
];

const limitsAndPlaces: MalformedCase[] = [
  raw(
    "half a million values",
    file({ later: new Array(500_001).fill(0) }),
    "line 1, column 1000048: there are more than 500000 values, which is not allowed",
  ),
  raw(
    "101 settings",
    settings(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`s${i}`, null]))),
    `${at("a", "settings")}there are 101 settings, at most 100 are allowed`,
  ),
  raw(
    "10 MiB of forbidden keys",
    `{"later":[${'{"__proto__":0},'.repeat(200_000)}0]}`,
    [
      ...Array.from({ length: 20 }, (_, i) => `${field(`later[${i}]`)}the key "__proto__" is not allowed`),
      "and more of this kind",
    ].join("\n"),
  ),
  raw(
    "4,000 nodes that are none",
    file({ nodes: copies(4000, {}) }),
    [
      ...Array.from(
        { length: 20 },
        (_, i) => `${field(`nodes[${i >> 1}].${i % 2 === 0 ? "id" : "type"}`)}expected a string, got nothing`,
      ),
      "and more of this kind",
    ].join("\n"),
  ),
  raw(
    "a long title",
    file({ title: "x".repeat(1001) }),
    `${field("title")}the text has 1001 characters, at most 1000 are allowed`,
  ),
  raw(
    "a long comment",
    comment({ text: "x".repeat(1001) }),
    `${field("comments[0].text")}the text has 1001 characters, at most 1000 are allowed`,
  ),
  raw(
    "a negative size",
    comment({ size: { width: -1, height: 1 } }),
    `${field("comments[0].size.width")}expected a number from 0 to 10000000, got -1`,
  ),
  raw(
    "a place far away",
    withNode({ position: { x: 0, y: 1e308 } }),
    `${at("a", "position.y")}expected a number from -10000000 to 10000000, got 1e+308`,
  ),
  raw(
    "a negative seed",
    file({ seed: -1 }),
    `${field("seed")}expected a whole number from 0 to 9007199254740991, got -1`,
  ),
  raw(
    "half a seed",
    file({ seed: 0.5 }),
    `${field("seed")}expected a whole number from 0 to 9007199254740991, got 0.5`,
  ),
  raw(
    "a seed beyond 2^53",
    file({ seed: 2 ** 53 }),
    `${field("seed")}expected a whole number from 0 to 9007199254740991, got 9007199254740992`,
  ),
  raw(
    "5,001 nodes",
    file({ nodes: copies(5001, { id: "a", type: "tanh" }) }),
    `${field("nodes")}there are 5001 nodes, at most 5000 are allowed`,
  ),
  raw(
    "20,001 edges",
    file({ edges: copies(20_001, { from: "a.b", to: "c.d" }) }),
    `${field("edges")}there are 20001 edges, at most 20000 are allowed`,
  ),
  raw(
    "1,001 variables",
    variables(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`v${i}`, "1"]))),
    `${field("variables")}there are 1001 variables, at most 1000 are allowed`,
  ),
  raw(
    "1,001 comments",
    file({ comments: copies(1001, { text: "", position: { x: 0, y: 0 }, size: { width: 1, height: 1 } }) }),
    `${field("comments")}there are 1001 comments, at most 1000 are allowed`,
  ),
  raw(
    "a long expression",
    settings({ out: "1+".repeat(128) + "1" }),
    `${at("a", "settings.out")}the expression has 257 characters, at most 256 are allowed`,
  ),
  raw(
    "a deep expression",
    settings({ out: nested(33, "(", ")") }),
    `${at("a", "settings.out")}at character 33: parentheses nest deeper than 32`,
  ),
  raw(
    "a long size of a shape",
    nodes({ id: "a", type: "view", settings: { shape: `-1, ${"9".repeat(257)}` } }),
    `${at("a", "settings.shape")}the expression has 257 characters, at most 256 are allowed`,
  ),
  raw(
    "a deep learning rate",
    nodes({ id: "a", type: "sgd", settings: { lr: "(".repeat(10_000) } }),
    `${at("a", "settings.lr")}the expression has 10000 characters, at most 256 are allowed`,
  ),
  raw(
    "a long variable",
    variables({ n: "1".repeat(257) }),
    `${field("variables.n")}the expression has 257 characters, at most 256 are allowed`,
  ),
  raw(
    "variables in a circle",
    variables({ a: "b", b: "c + 1", c: "a" }),
    `${field("variables.a")}variables go in a circle: a → b → c → a`,
  ),
  raw("a variable that is itself", variables({ a: "a" }), `${field("variables.a")}variables go in a circle: a → a`),
];

const wires: MalformedCase[] = [
  raw("an edge that begins nowhere", wired(["c.out", "a.x"]), `${field("edges[0].from")}there is no node "c"`),
  raw("an edge that ends nowhere", wired(["a.out", "c.x"]), `${field("edges[0].to")}there is no node "c"`),
  raw("an edge from nothing", wired(["", "a.x"]), `${field("edges[0].from")}expected "node.port", got ""`),
  raw("an edge without a port", wired(["a", "b.x"]), `${field("edges[0].from")}expected "node.port", got "a"`),
  raw("an edge with half a port", wired(["a.", "b.x"]), `${field("edges[0].from")}expected "node.port", got "a."`),
  raw("an edge without a node", wired([".out", "b.x"]), `${field("edges[0].from")}expected "node.port", got ".out"`),
  raw(
    "an output that is none",
    wired(["a.y", "b.x"]),
    `${field("edges[0].from")}node "a" has no output "y"; its outputs are out`,
  ),
  raw(
    "an input as an output",
    wired(["a.x", "b.x"]),
    `${field("edges[0].from")}node "a" has no output "x"; its outputs are out`,
  ),
  raw(
    "an input that is none",
    wired(["a.out", "b.y"]),
    `${field("edges[0].to")}node "b" has no input "y"; its inputs are x`,
  ),
  raw(
    "a port that every object has",
    wired(["a.constructor", "b.x"]),
    `${field("edges[0].from")}node "a" has no output "constructor"; its outputs are out`,
  ),
  raw(
    "__proto__ as a port of an unknown type",
    file({
      nodes: [
        { id: "a", type: "x" },
        { id: "b", type: "x" },
      ],
      edges: [{ from: "a.p", to: "b.__proto__" }],
    }),
    `${field("edges[0].to")}"__proto__" is not allowed as the name of a port`,
  ),
  raw(
    "two wires into one input",
    file({
      nodes: [...twoNodes, { id: "c", type: "tanh" }],
      edges: [
        { from: "a.out", to: "c.x" },
        { from: "b.out", to: "c.x" },
      ],
    }),
    `${field("edges[1].to")}"c.x" has two wires, from "a.out" and from "b.out"`,
  ),
  raw(
    "one wire twice",
    wired(["a.out", "b.x"], ["a.out", "b.x"]),
    `${field("edges[1].to")}"b.x" has two wires, from "a.out" and from "a.out"`,
  ),
  raw(
    "a circle of two",
    wired(["a.out", "b.x"], ["b.out", "a.x"]),
    `${field("edges")}wires go in a circle: "a" → "b" → "a"`,
  ),
  raw("a node wired to itself", wired(["b.out", "b.x"]), `${field("edges")}wires go in a circle: "b" → "b"`),
  raw(
    "a circle of unknown types",
    file({
      nodes: [
        { id: "a", type: "x" },
        { id: "b", type: "y" },
      ],
      edges: [
        { from: "a.p", to: "b.p" },
        { from: "b.q", to: "a.q" },
      ],
    }),
    `${field("edges")}wires go in a circle: "a" → "b" → "a"`,
  ),
  raw(
    "a circle in the notebook",
    changed('{ "from": "view.out", "to": "hidden.x" }', '{ "from": "tanh.out", "to": "hidden.x" }'),
    `${field("edges")}wires go in a circle: "hidden" → "tanh" → "hidden"`,
  ),
  raw(
    "several faults of one file",
    file({
      title: "x".repeat(1001),
      variables: { "1": "1", n: "n" },
      nodes: [
        { id: "a", type: "tanh" },
        { id: "a", type: "tanh" },
        { id: "", type: "" },
      ],
      edges: [{ from: "a.out", to: "b.x" }],
    }),
    [
      `${field("title")}the text has 1001 characters, at most 1000 are allowed`,
      `${field("variables")}"1" is not a name, expected letters, digits and _, not beginning with a digit`,
      `${at("a", "id")}two nodes have this id`,
      `${field("nodes[2].id")}the id is empty`,
      `${field("edges[0].to")}there is no node "b"`,
    ].join("\n"),
  ),
];

/** Graph files that are refused. Grows: what a person or a mutation finds is kept here with its message. */
export const graphCases: readonly MalformedCase[] = [
  ...notJson,
  ...notAGraph,
  ...form,
  ...values,
  ...names,
  ...limitsAndPlaces,
  ...wires,
];
