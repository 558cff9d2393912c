import { DiagnosticError } from "../../../base/diagnostic.ts";
import type { Expression, Scope } from "../../../expression/expression.ts";
import { defineSettingKind, expressionText, oneExpression, parsed, type SettingBase } from "./settingKind.ts";

/** Describes an elementwise formula over x and y, in which the names that are known at the node are numbers. */
export type FormulaSetting = SettingBase<"formula", string>;

/** Describes a formula, and the numbers of the names in it other than x and y. */
export interface ResolvedFormula {
  readonly expression: Expression;
  readonly variables: Scope;
}

export const formula = defineSettingKind<FormulaSetting, ResolvedFormula>({
  field: "line",
  expressions: oneExpression,
  resolve(_setting, raw, names) {
    const expression = parsed(expressionText(raw), names);
    const variables: Record<string, number> = {};
    for (const name of expression.names) {
      if (name === "x" || name === "y") continue;
      if (!Object.hasOwn(names.values, name)) {
        const known = ["x", "y", ...Object.keys(names.values)].slice(0, 10).join(", ");
        throw DiagnosticError.of(`the name ${JSON.stringify(name)} is not known here, known are ${known}`);
      }
      variables[name] = names.values[name]!;
    }
    return { value: { expression, variables }, same: [expression.text, variables] };
  },
});
