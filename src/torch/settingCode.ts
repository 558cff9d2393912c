import { pythonBoolean, pythonNumber, pythonString } from "../base/pythonLiteral.ts";
import { parseExpression } from "../expression/parseExpression.ts";
import { pythonFormula, type PythonNames } from "../expression/pythonFormula.ts";
import type { SettingValue } from "../nodes/settings/kinds/settingKind.ts";
import { expressionsIn, holdsExpressions, type Setting } from "../nodes/settings/setting.ts";

/** Returns a setting as code: its expressions over the variables that stand for names; `None` where it is empty. */
export function settingCode(setting: Setting, raw: SettingValue, value: unknown, names: PythonNames): string {
  if (typeof value === "boolean") return pythonBoolean(value);
  if (value === null) return "None";
  if (typeof value === "number" && !Number.isFinite(value)) return pythonNumber(value);
  if (!holdsExpressions(setting)) return pythonString(String(raw));
  return expressionCode(String(raw), setting.kind === "integer", names);
}

/** Returns the parts of a setting that is a list, each as code. */
export function settingListCode(setting: Setting, raw: SettingValue, names: PythonNames): readonly string[] {
  return expressionsIn(setting, String(raw)).map((text) => expressionCode(text, setting.kind === "shape", names));
}

/** Returns an expression as code; of a size or a count, as a whole number of Python's. */
function expressionCode(text: string, whole: boolean, names: PythonNames): string {
  const formula = pythonFormula(parseExpression(text).tree, names);
  return whole && !formula.whole ? `round(${formula.code})` : formula.code;
}
