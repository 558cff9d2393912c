import { DiagnosticError } from "../../../base/diagnostic.ts";
import { splitExpressionList } from "../../../expression/parseExpressionList.ts";
import { MAX_RANK } from "../../../tensor/shape.ts";
import { defineSettingKind, described, parsedList, type SettingBase } from "./settingKind.ts";
import { wholeNumber } from "./wholeNumber.ts";

/** Holds expressions separated by commas, `-1` allowed once. Optional: an empty text gives no sizes. */
export interface ShapeSetting extends SettingBase<"shape", string> {
  readonly optional?: boolean;
}

/** Holds sizes, and the expressions that gave them, for labels. */
export interface ResolvedShape {
  readonly sizes: readonly number[];
  readonly texts: readonly string[];
}

export const shape = defineSettingKind<ShapeSetting, ResolvedShape>({
  field: "line",
  expressions: splitExpressionList,
  resolve(setting, raw, names) {
    const expressions = parsedList(String(raw), names);
    if (expressions.length > MAX_RANK) {
      throw DiagnosticError.of(`expected at most ${MAX_RANK} sizes, got ${expressions.length}`);
    }
    if (expressions.length === 0 && setting.optional !== true) {
      throw DiagnosticError.of('expected sizes separated by commas, such as "-1, 6", got nothing');
    }
    const sizes = expressions.map((expression) => {
      const size = expression.evaluate(names.values);
      const whole = wholeNumber(size);
      if (whole === null) throw DiagnosticError.of(`expected whole numbers, got ${described(expression.text, size)}`);
      return whole;
    });
    const value = { sizes, texts: expressions.map((expression) => expression.text) };
    return { value, text: sizes.join(", "), same: sizes };
  },
});
