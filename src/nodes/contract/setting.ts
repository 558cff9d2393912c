/** A setting's value in the document. Numeric settings hold expressions (strings) or plain numbers. */
export type SettingValue = string | number | boolean;

interface SettingBase {
  /** What it does, in a few words. */
  readonly summary: string;
  /** True where changing it makes no number stale: it decides when something is computed, or what a Reset draws. */
  readonly inert?: boolean;
  /** The setting of kind `file` that this one says something about: it is set and shown together with that one. */
  readonly about?: string;
  /** The card has no room for it while it is as it comes. */
  readonly minor?: boolean;
  /** What an empty field of an optional setting means, in a word. It then stays on the card while it is empty. */
  readonly whenEmpty?: string;
}

/** An expression that gives a whole number when the graph is compiled. Optional: an empty text gives null. */
export interface IntegerSetting extends SettingBase {
  readonly kind: "integer";
  readonly default: string;
  readonly min: number;
  readonly optional?: boolean;
}

/**
 * An expression that gives a number when the graph is compiled. Optional: an empty text gives null. `nonFinite`: the whole
 * text may also be `inf`, `-inf` or `nan`.
 */
export interface NumberSetting extends SettingBase {
  readonly kind: "number";
  readonly default: string;
  readonly optional?: boolean;
  readonly nonFinite?: boolean;
}

/** An expression that may use `iteration`, evaluated once an iteration (a learning rate). */
export interface ScheduleSetting extends SettingBase {
  readonly kind: "schedule";
  readonly default: string;
}

/** Expressions separated by commas, `-1` allowed once. Optional: an empty text gives no sizes. */
export interface ShapeSetting extends SettingBase {
  readonly kind: "shape";
  readonly default: string;
  readonly optional?: boolean;
}

/** Expressions separated by commas, each a number when the graph is compiled. */
export interface NumbersSetting extends SettingBase {
  readonly kind: "numbers";
  readonly default: string;
}

/**
 * Numbers in rows, typed or pasted: expressions, or `nan`, `inf`, `-inf`, with commas, tabs or semicolons between them and
 * each row on a line. See `readTable`.
 */
export interface TableSetting extends SettingBase {
  readonly kind: "table";
  readonly default: string;
}

export interface ChoiceSetting extends SettingBase {
  readonly kind: "choice";
  readonly default: string;
  readonly options: readonly string[];
}

export interface BooleanSetting extends SettingBase {
  readonly kind: "boolean";
  readonly default: boolean;
}

/** Free text, as it is. `fromFile`: it may also be taken from a text file, which then replaces it or the whole source. */
export interface TextSetting extends SettingBase {
  readonly kind: "text";
  readonly default: string;
  readonly fromFile?: boolean;
}

/** The name of a text file of the user's, which is chosen and not typed. */
export interface FileSetting extends SettingBase {
  readonly kind: "file";
  readonly default: string;
}

/** An elementwise formula over x and y, in which the names that are known at the node are numbers. */
export interface FormulaSetting extends SettingBase {
  readonly kind: "formula";
  readonly default: string;
}

export type Setting =
  | IntegerSetting
  | NumberSetting
  | ScheduleSetting
  | ShapeSetting
  | NumbersSetting
  | TableSetting
  | FormulaSetting
  | ChoiceSetting
  | BooleanSetting
  | TextSetting
  | FileSetting;

export type Settings = Readonly<Record<string, Setting>>;
