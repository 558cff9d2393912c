import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Names, SettingValue } from "./kinds/settingKind.ts";
import { paces, resolveSetting, type Settings } from "./setting.ts";

export interface ResolvedNodeSettings {
  /** By setting, as a node type's `build` takes them. */
  readonly values: Readonly<Record<string, ReturnType<typeof resolveSetting>["value"]>>;
  /** Expressions, evaluated, as text for people. */
  readonly texts: Readonly<Record<string, string>>;
  /** What of the settings decides the node's numbers; a schedule does not. Plain data. */
  readonly identity: readonly unknown[];
  /** What of them decides how it goes on from iteration to iteration: schedules, and when something is computed. */
  readonly pace: readonly unknown[];
}

/** Evaluates a node's settings. Throws a DiagnosticError that names every setting that is wrong. */
export function resolveSettings(
  settings: Settings,
  given: Readonly<Record<string, SettingValue>>,
  names: Names,
): ResolvedNodeSettings {
  const values: Record<string, ReturnType<typeof resolveSetting>["value"]> = {};
  const texts: Record<string, string> = {};
  const identity: unknown[] = [];
  const pace: unknown[] = [];
  const diagnostics = [];
  for (const [name, setting] of Object.entries(settings)) {
    const raw = Object.hasOwn(given, name) ? given[name]! : setting.default;
    try {
      const { value, text, same } = resolveSetting(setting, raw, names);
      values[name] = value;
      if (text !== undefined) texts[name] = text;
      if (same !== undefined) (paces(setting) ? pace : identity).push(same);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      diagnostics.push(...error.diagnostics.map(({ message }) => ({ field: name, message })));
    }
  }
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { values, texts, identity, pace };
}
