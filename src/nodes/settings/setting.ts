import { settingKinds } from "./kinds/catalogue.ts";
import type { Evaluated, Names, SettingBase, SettingKind, SettingValue } from "./kinds/settingKind.ts";

type Kinds = typeof settingKinds;
type KindName = keyof Kinds;

/** Describes a setting of a node type, of any kind. */
export type Setting = { [K in KindName]: Kinds[K] extends SettingKind<infer S, infer _V> ? S : never }[KindName];

export type Settings = Readonly<Record<string, Setting>>;

type ValueOf<K extends KindName> = Kinds[K] extends SettingKind<infer _S, infer V> ? V : never;

/** The value of a setting once its expressions are evaluated: null only of one that is optional. */
type Resolved<S extends Setting> = S extends { readonly options: readonly (infer Option)[] }
  ? Option
  : S extends { readonly optional: true }
    ? ValueOf<S["kind"]>
    : Exclude<ValueOf<S["kind"]>, null>;

export type ResolvedSettings<S extends Settings> = { readonly [Name in keyof S]: Resolved<S[Name]> };

/** Returns the kind of a setting. */
export function kindOf({ kind }: Setting): (typeof settingKinds)[KindName] {
  return settingKinds[kind];
}

/** Returns a setting's value. Throws a DiagnosticError that says what came and what was expected. */
export function resolveSetting(setting: Setting, raw: SettingValue, names: Names): Evaluated<ValueOf<KindName>> {
  // A setting and its kind belong together, which TypeScript cannot follow through a lookup.
  const kind = settingKinds[setting.kind] as SettingKind<SettingBase, ValueOf<KindName>>;
  return kind.resolve(setting, raw, names);
}

/** Returns the expressions in a setting's text; none of a kind that holds none. */
export function expressionsIn(setting: Setting, text: string): readonly string[] {
  const kind: SettingKind<never, unknown> = kindOf(setting);
  return kind.expressions?.(text) ?? [];
}

/** Says whether a setting's text is an expression, or a list of them. */
export function holdsExpressions(setting: Setting): boolean {
  const kind: SettingKind<never, unknown> = kindOf(setting);
  return kind.expressions !== undefined;
}

/** Says whether changing a setting makes no number stale: it only decides how the node goes on, and when. */
export function paces(setting: Setting): boolean {
  const kind: SettingKind<never, unknown> = kindOf(setting);
  return kind.paces === true || setting.inert === true;
}
