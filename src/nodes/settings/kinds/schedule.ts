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
    const first = rate(0);
    // What is the same in each iteration is one number, made once.
    const value = expression.names.includes("iteration") ? rate : () => first;
    const used = expression.names.filter((name) => Object.hasOwn(names.values, name));
    return { value, text: String(first), same: [text, used.map((name) => names.values[name])] };
  },
});
