import { defineSettingKind, expressionText, oneExpression, parsed, type SettingBase } from "./settingKind.ts";

/** Describes an expression that may use `iteration`, evaluated once an iteration (a learning rate). */
export type ScheduleSetting = SettingBase<"schedule", string>;

export const schedule = defineSettingKind<ScheduleSetting, (iteration: number) => number>({
  field: "schedule",
  expressions: oneExpression,
  paces: true,
  resolve(_setting, raw, names) {
    const text = expressionText(raw);
    const expression = parsed(text, names);
    const own = { ...names.values, iteration: 0 };
    const rate = (iteration: number): number => {
      own.iteration = iteration;
      return expression.evaluate(own);
    };
    const used = expression.names.filter((name) => Object.hasOwn(names.values, name));
    return { value: rate, text: String(rate(0)), same: [text, used.map((name) => names.values[name])] };
  },
});
