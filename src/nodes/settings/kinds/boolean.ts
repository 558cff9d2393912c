import { DiagnosticError } from "../../../base/diagnostic.ts";
import { defineSettingKind, type SettingBase } from "./settingKind.ts";

/** Is true or false. */
export type BooleanSetting = SettingBase<"boolean", boolean>;

export const boolean = defineSettingKind<BooleanSetting, boolean>({
  field: "switch",
  resolve(_setting, raw) {
    if (typeof raw !== "boolean") throw DiagnosticError.of(`expected true or false, got ${JSON.stringify(raw)}`);
    return { value: raw, same: raw };
  },
});
