import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Names } from "../../nodes/settings/kinds/settingKind.ts";

/**
 * Collects the variables without a value, each with what is wrong with it.
 *
 * @param variables by name; null for one that has no value.
 * @param diagnostics those of the variables, and maybe others.
 */
export function faultyVariables(
  variables: Readonly<Record<string, number | null>>,
  diagnostics: readonly Diagnostic[],
): Names["faulty"] {
  const without = Object.keys(variables).filter((name) => variables[name] === null);
  return new Map(
    without.map((name) => {
      const fault = diagnostics.find(({ field }) => field === `variables.${name}`);
      return [name, fault?.message ?? "it has no value"];
    }),
  );
}
