import { DiagnosticError } from "../../../base/diagnostic.ts";
import { defineSettingKind, type SettingBase } from "./settingKind.ts";

/** Describes one of a few words. */
export interface ChoiceSetting extends SettingBase<"choice", string> {
  readonly options: readonly string[];
}

export const choice = defineSettingKind<ChoiceSetting, string>({
  field: "choice",
  resolve({ options }, raw) {
    if (typeof raw !== "string" || !options.includes(raw)) {
      const known = options.map((option) => JSON.stringify(option)).join(", ");
      throw DiagnosticError.of(`expected one of ${known}, got ${JSON.stringify(raw)}`);
    }
    return { value: raw, same: raw };
  },
});
