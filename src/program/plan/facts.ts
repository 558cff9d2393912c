import { DiagnosticError } from "../../base/diagnostic.ts";

/** Holds what is known at a node of the data upstream of it. */
export interface Facts {
  readonly vocab_size?: number;
  /** Number of examples. */
  readonly N?: number;
}

/** Returns those of the facts that have these names. */
export function pickFacts(facts: Facts, names: readonly (keyof Facts)[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.some((wanted) => wanted === name)));
}

/** Returns the facts of several inputs together. Two different values of one fact are an error. */
export function mergeFacts(inputs: readonly { readonly port: string; readonly facts: Facts }[]): Facts {
  const merged: { vocab_size?: number; N?: number } = {};
  const source = new Map<string, string>();
  for (const { port, facts } of inputs) {
    for (const name of ["vocab_size", "N"] as const) {
      const value = facts[name];
      if (value === undefined) continue;
      const known = merged[name];
      if (known !== undefined && known !== value) {
        throw DiagnosticError.of(
          `two different ${name} come from upstream: ${known} through "${source.get(name)}" and ${value} through "${port}"`,
        );
      }
      merged[name] = value;
      source.set(name, port);
    }
  }
  return merged;
}
