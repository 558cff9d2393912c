import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { checkForm } from "./checkForm.ts";
import { checkGraph } from "../checkGraph.ts";
import { checkJson } from "./checkJson.ts";
import { checkValues } from "./checkValues.ts";
import { foreignJson } from "./foreignJson.ts";
import { graphFromFile } from "./graphFromFile.ts";
import type { Graph } from "../graph.ts";
import type { GraphFile } from "./graphSchema.ts";
import { limits } from "../limits.ts";
import { CURRENT_VERSION, migrations } from "../migrations/migrations.ts";
import { nameOf } from "../nameOf.ts";
import type { RawFile } from "../migrations/rawFile.ts";
import { utf8Length } from "../utf8Length.ts";

/** More faults than anyone reads; after them nothing is looked for. */
const MOST_DIAGNOSTICS = 20;

/**
 * Reads the text of a graph file, of any version so far, into a fresh document. Throws a DiagnosticError that
 * names all that is wrong at the first of these stages that fails: size, JSON, values (forbidden keys, length
 * of texts), version, form, and what `checkGraph` looks at. What the compiler can say at a node does not
 * refuse the file: an expression that does not parse, an unknown node type, a wire of the wrong kind.
 */
export function readGraph(text: string): Graph {
  checkSize(text);
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  checkJson(json);
  // JSON can read a negative zero, and write none: what is opened is what is saved.
  const value: unknown = JSON.parse(json, (_key, part: unknown) => (part === 0 ? 0 : part));
  throwAny(checkValues(value, MOST_DIAGNOSTICS));
  const file = checkForm(migrate(value), MOST_DIAGNOSTICS);
  if (isRefusal(file)) throw new DiagnosticError(capped(file));
  const graph = graphFromFile(file);
  throwAny(checkGraph(graph));
  return graph;
}

function checkSize(text: string): void {
  const bytes = text.length > limits.fileBytes ? text.length : utf8Length(text);
  if (bytes > limits.fileBytes) {
    throw DiagnosticError.of(
      `${foreignJson(text)}the file has ${bytes} bytes or more, at most ${limits.fileBytes} (10 MiB) are allowed`,
    );
  }
}

function migrate(value: unknown): RawFile {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw DiagnosticError.of(`expected a graph, an object in braces, got ${nameOf(value)}`);
  }
  let file = value as RawFile;
  if (file["format"] !== "wiregrad/graph") {
    const got = typeof file["format"] === "string" ? quote(file["format"]) : nameOf(file["format"]);
    throw DiagnosticError.of(`this is no graph of Wiregrad: expected "wiregrad/graph", got ${got}`, {
      field: "format",
    });
  }
  const version = file["version"];
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    const got = typeof version === "number" ? version : nameOf(version);
    throw DiagnosticError.of(`expected a whole number from 1 on, got ${got}`, { field: "version" });
  }
  if (version > CURRENT_VERSION) {
    throw DiagnosticError.of(
      `the file was written by a newer Wiregrad, as version ${version}; this one reads up to version ${CURRENT_VERSION}`,
      { field: "version" },
    );
  }
  for (let from = version; from < CURRENT_VERSION; from++) file = migrations.get(from)!(file);
  return file;
}

function throwAny(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new DiagnosticError(capped(diagnostics));
}

function capped(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_DIAGNOSTICS) return diagnostics;
  return [...diagnostics.slice(0, MOST_DIAGNOSTICS), { message: "and more of this kind" }];
}

function isRefusal(file: GraphFile | readonly Diagnostic[]): file is readonly Diagnostic[] {
  return Array.isArray(file);
}
