import { parseEndpoint } from "../base/endpoint.ts";
import { pythonString } from "../base/pythonLiteral.ts";
import type { GraphNames } from "./graphNames.ts";
import type { ModelFunction } from "./nodeWriter.ts";
import type { MadeTensor, ScriptLine, ScriptPart } from "../protocol/script/script.ts";

/** Makes lines of the code of nodes, and says what each makes. */
export class LineWriter {
  /** By variable. */
  readonly #made = new Map<string, MadeTensor[]>();
  /** Nodes that a variable of theirs is called after. */
  readonly #called = new Set<string>();

  constructor(names: GraphNames) {
    for (const [endpoint, variable] of names.all) {
      const made = parseEndpoint(endpoint);
      if (made === null) continue;
      if (made.node === variable) this.#called.add(made.node);
      this.#made.set(variable, [...(this.#made.get(variable) ?? []), made]);
    }
  }

  /** Returns the lines of one part of a node's code. A comment names the node where none of its variables does. */
  ofNode(node: string, part: ScriptPart, code: readonly string[] | undefined, indent: number): readonly ScriptLine[] {
    if (code === undefined || code.length === 0) return [];
    const lines = code.map((text) => this.#line(node, part, text, indent));
    if (part === "backward" || this.#called.has(node)) return lines;
    return [{ indent, code: `# ${nameInComment(node)}`, part, node, makes: [] }, ...lines];
  }

  /** Returns a model as a function. */
  ofModel({ name, parameter, result, nodes }: ModelFunction): readonly ScriptLine[] {
    return [
      { indent: 0, code: `def ${name}(${parameter}):`, part: "model", node: null, makes: [] },
      ...nodes.flatMap(({ node, code }) => this.ofNode(node, "model", code.forward, 1)),
      { indent: 1, code: `return ${result}`, part: "model", node: null, makes: [] },
    ];
  }

  #line(node: string, part: ScriptPart, text: string, indent: number): ScriptLine {
    const inner = /^(?: {4})*/.exec(text)![0].length;
    const made = leftOf(text).flatMap((variable) => this.#made.get(variable) ?? []);
    return {
      indent: indent + inner / 4,
      code: text.slice(inner),
      part,
      node,
      makes: made.filter((tensor) => tensor.node === node),
    };
  }
}

/** The variables that a line binds. */
export function leftOf(text: string): readonly string[] {
  const [, names] = /^ *([\p{XID_Continue}, ]+) = /u.exec(text) ?? [];
  return names?.split(", ") ?? [];
}

/** A node's id in a comment: as it is where it is a name, else as a literal. */
function nameInComment(id: string): string {
  return /^[A-Za-z_]\w*$/.test(id) ? id : pythonString(id);
}
