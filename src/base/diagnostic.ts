/**
 * Holds what is wrong, and where. A diagnostic is the only form in which Wiregrad tells a person about bad input: one
 * sentence that names the node and the field, what came and what was expected.
 */
export interface Diagnostic {
  /** The node's id, when the fault belongs to one. */
  readonly node?: string;
  /** The setting, port or property, such as `settings.out` or `x`, when the fault belongs to one. */
  readonly field?: string;
  /** The sentence, without file, node and field. PyTorch's own words where PyTorch has them. */
  readonly message: string;
  /** The same once more in plain words, with this case's numbers and, where there is one, the ordinary remedy. */
  readonly plain?: string;
}

/**
 * Writes a diagnostic as one line: `graph.json: node "hidden": field "out": expected …`.
 *
 * @param file the file's name, for a fault of a file.
 */
export function formatDiagnostic(diagnostic: Diagnostic, file?: string): string {
  const parts: string[] = [];
  if (file !== undefined) parts.push(file);
  if (diagnostic.node !== undefined) parts.push(`node ${JSON.stringify(diagnostic.node)}`);
  if (diagnostic.field !== undefined) parts.push(`field ${JSON.stringify(diagnostic.field)}`);
  parts.push(diagnostic.message);
  return parts.join(": ");
}

/** Is an error that a person can act on: it carries the diagnostics that explain it. Never a bug. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The attribute of an op that is refused (`dim`, `p`), or its input (`mask`), not said in the sentence, which may be
   * PyTorch's. Where a node has a setting or an input of that name, the fault is that field's.
   */
  readonly attribute: string | null;

  constructor(diagnostics: readonly Diagnostic[], attribute: string | null = null) {
    super(diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n"));
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
    this.attribute = attribute;
  }

  /** An error with a single diagnostic; `plain` says it once more in plain words. */
  static of(message: string, place: { node?: string; field?: string; plain?: string } = {}): DiagnosticError {
    return new DiagnosticError([{ ...place, message }]);
  }

  /** An error with a single diagnostic about an op's attribute or input. */
  static about(attribute: string, message: string, plain?: string): DiagnosticError {
    return new DiagnosticError([plain === undefined ? { message } : { message, plain }], attribute);
  }
}
