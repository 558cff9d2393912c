import { DiagnosticError } from "../../../base/diagnostic.ts";
import { defineSettingKind, type Evaluated, type SettingBase, type SettingValue } from "./settingKind.ts";

/**
 * Is free text, as it is. `fromFile`: it may also be taken from a text file, which then replaces it or the whole
 * source.
 */
export interface TextSetting extends SettingBase<"text", string> {
  readonly fromFile?: boolean;
}

/** Takes a text as it is. Throws a DiagnosticError for what is none. */
export function resolveText(_setting: SettingBase, raw: SettingValue): Evaluated<string> {
  if (typeof raw !== "string") throw DiagnosticError.of(`expected a text, got ${JSON.stringify(raw)}`);
  return { value: raw, same: raw };
}

export const text = defineSettingKind<TextSetting, string>({ field: "lines", resolve: resolveText });
