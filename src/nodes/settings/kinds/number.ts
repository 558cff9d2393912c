import { nonFiniteNumber } from "../../../expression/nonFiniteNumber.ts";
import { defineSettingKind, expressionText, oneExpression, parsed, type SettingBase } from "./settingKind.ts";

/**
 * Describes an expression that gives a number when the graph is compiled. Optional: an empty text gives null.
 * `nonFinite`: the whole text may also be `inf`, `-inf` or `nan`.
 */
export interface NumberSetting extends SettingBase<"number", string> {
  readonly optional?: boolean;
  readonly nonFinite?: boolean;
}

export const number = defineSettingKind<NumberSetting, number | null>({
  field: "line",
  expressions: oneExpression,
  resolve(setting, raw, names) {
    const text = expressionText(raw);
    if (text === "" && setting.optional === true) return { value: null, same: null };
    const named = setting.nonFinite === true ? nonFiniteNumber(text) : null;
    // JSON, in which settings are compared, has no such number.
    if (named !== null) return { value: named, same: text };
    const value = parsed(text, names).evaluate(names.values);
    return { value, text: String(value), same: value };
  },
});
