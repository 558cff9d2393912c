import { quote } from "../base/quote.ts";
import { expressionLimitRefusal } from "../expression/expressionLimitRefusal.ts";
import type { NodeType } from "../nodes/contract/nodeType.ts";
import { expressionsIn, type Setting } from "../nodes/settings/setting.ts";
import type { SettingValue } from "../nodes/settings/kinds/settingKind.ts";
import { forbiddenNames } from "./forbiddenNames.ts";
import { limits } from "./limits.ts";

/**
 * Says why a document cannot hold this setting, in one sentence, or null when it can. Only limits: an expression that
 * does not parse and a choice that there is not are the compiler's business, and shown at the node.
 */
export function settingRefusal(nodeType: NodeType | undefined, name: string, value: SettingValue): string | null {
  if (name === "" || name.length > limits.id || forbiddenNames.has(name)) {
    return `${quote(name)} is not allowed as the name of a setting`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) return `expected a finite number, got ${value}`;
  if (typeof value !== "string") return null;
  const setting = findSetting(nodeType, name);
  if (value.length > limits.text) {
    const refusal = `the text has ${value.length} characters, at most ${limits.text} are allowed`;
    return setting?.kind === "text" && setting.fromFile === true ? `${refusal}: choose it as a file` : refusal;
  }
  if (setting === undefined) return null;
  for (const text of expressionsIn(setting, value)) {
    const refusal = expressionLimitRefusal(text);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Returns the node type's setting of this name, if there is one. */
export function findSetting(nodeType: NodeType | undefined, name: string): Setting | undefined {
  return nodeType !== undefined && Object.hasOwn(nodeType.settings, name) ? nodeType.settings[name] : undefined;
}
