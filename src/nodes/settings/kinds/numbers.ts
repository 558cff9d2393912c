import { splitExpressionList } from "../../../expression/parseExpressionList.ts";
import { defineSettingKind, parsedList, type SettingBase } from "./settingKind.ts";

/** Holds expressions separated by commas, each a number when the graph is compiled. */
export type NumbersSetting = SettingBase<"numbers", string>;

export const numbers = defineSettingKind<NumbersSetting, readonly number[]>({
  field: "line",
  expressions: splitExpressionList,
  resolve(_setting, raw, names) {
    const value = parsedList(String(raw), names).map((expression) => expression.evaluate(names.values));
    return { value, text: value.join(", "), same: value };
  },
});
