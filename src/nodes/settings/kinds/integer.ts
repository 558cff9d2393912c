import { DiagnosticError } from "../../../base/diagnostic.ts";
import {
  defineSettingKind,
  described,
  expressionText,
  oneExpression,
  parsed,
  type SettingBase,
} from "./settingKind.ts";
import { wholeNumber } from "./wholeNumber.ts";

/** Describes an expression that gives a whole number when the graph is compiled. Optional: an empty text gives null. */
export interface IntegerSetting extends SettingBase<"integer", string> {
  readonly min: number;
  readonly optional?: boolean;
}

export const integer = defineSettingKind<IntegerSetting, number | null>({
  field: "line",
  expressions: oneExpression,
  resolve(setting, raw, names) {
    const text = expressionText(raw);
    if (text === "") {
      if (setting.optional === true) return { value: null, same: null };
      throw DiagnosticError.of(`expected ${expected(setting)}, got nothing`);
    }
    const value = parsed(text, names).evaluate(names.values);
    const whole = wholeNumber(value);
    if (whole === null || whole < setting.min) {
      throw DiagnosticError.of(`expected ${expected(setting)}, got ${described(text, value)}`);
    }
    return { value: whole, same: whole, text: String(whole) };
  },
});

/** Says what is expected: "a whole number of at least 1"; where every int32 is allowed, without the bound. */
function expected({ min }: IntegerSetting): string {
  return min <= -(2 ** 31) ? "a whole number" : `a whole number of at least ${min}`;
}
