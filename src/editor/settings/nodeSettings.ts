import type { Diagnostic } from "../../base/diagnostic.ts";
import type { GraphNode } from "../../graph/graph.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Setting } from "../../nodes/settings/setting.ts";
import type { SettingValue } from "../../nodes/settings/kinds/settingKind.ts";

/** Returns a setting's value: the document's, or the type's default where the document has none. */
export function settingValue(node: GraphNode, name: string, setting: Setting): SettingValue {
  return Object.hasOwn(node.settings, name) ? (node.settings[name] ?? setting.default) : setting.default;
}

/**
 * Returns the settings that mean something at the moment and are fields of their own. A text or a file that has the
 * name of one of a choice's options (`text` of `source`) belongs to that option.
 */
export function activeSettings(node: GraphNode, nodeType: NodeType): readonly (readonly [string, Setting])[] {
  const all = Object.entries(nodeType.settings);
  return all.filter(([name, setting]) => {
    if (setting.about !== undefined) return false;
    if (setting.kind !== "text" && setting.kind !== "file") return true;
    const choice = all.find(([, other]) => other.kind === "choice" && other.options.includes(name));
    return choice === undefined || settingValue(node, choice[0], choice[1]) === name;
  });
}

/**
 * Returns those of them that the card has room for: not a choice with one option, not an optional one that is empty,
 * not a minor one that is as it comes.
 */
export function cardSettings(node: GraphNode, nodeType: NodeType): readonly (readonly [string, Setting])[] {
  return activeSettings(node, nodeType).filter(([name, setting]) => {
    if (setting.minor === true && settingValue(node, name, setting) === setting.default) return false;
    if (setting.kind === "choice") return setting.options.length > 1;
    if (setting.kind === "integer" && setting.optional === true && setting.whenEmpty === undefined) {
      return settingValue(node, name, setting) !== "";
    }
    return true;
  });
}

/** Returns what is wrong with a setting. */
export function settingFault(diagnostics: readonly Diagnostic[], name: string): Diagnostic | undefined {
  return diagnostics.find(({ field }) => field === name || field === `settings.${name}`);
}

/** Returns what is wrong with the node apart from its settings that are on show. */
export function otherFaults(diagnostics: readonly Diagnostic[], shown: readonly string[]): readonly Diagnostic[] {
  return diagnostics.filter(({ field }) => field === undefined || !shown.includes(field.replace(/^settings\./, "")));
}
