import type { Table } from "../../expression/table.ts";
import type { Expression, Scope } from "../../expression/expression.ts";
import type {
  BooleanSetting,
  ChoiceSetting,
  FormulaSetting,
  IntegerSetting,
  NumberSetting,
  NumbersSetting,
  ScheduleSetting,
  Setting,
  Settings,
  ShapeSetting,
  TableSetting,
} from "./setting.ts";

/** The value of a setting once its expressions are evaluated. */
export type Resolved<S extends Setting> = S extends IntegerSetting
  ? S extends { readonly optional: true }
    ? number | null
    : number
  : S extends NumberSetting
    ? S extends { readonly optional: true }
      ? number | null
      : number
    : S extends ScheduleSetting
      ? (iteration: number) => number
      : S extends ShapeSetting
        ? ResolvedShape
        : S extends NumbersSetting
          ? readonly number[]
          : S extends TableSetting
            ? Table
            : S extends FormulaSetting
              ? ResolvedFormula
              : S extends ChoiceSetting
                ? S["options"][number]
                : S extends BooleanSetting
                  ? boolean
                  : string;

export interface ResolvedShape {
  readonly sizes: readonly number[];
  /** The expressions that gave them, for labels. */
  readonly texts: readonly string[];
}

/** A formula, and the numbers of the names in it other than x and y. */
export interface ResolvedFormula {
  readonly expression: Expression;
  readonly variables: Scope;
}

export type ResolvedSettings<S extends Settings> = { readonly [Name in keyof S]: Resolved<S[Name]> };
