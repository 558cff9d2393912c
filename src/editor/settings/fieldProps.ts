import type { GraphNode } from "../../graph/graph.ts";
import type { SettingValue } from "../../nodes/settings/kinds/settingKind.ts";
import type { Setting } from "../../nodes/settings/setting.ts";

/** Holds what the field of a setting is given. */
export interface FieldProps {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly node: GraphNode;
  readonly name: string;
  readonly setting: Setting;
  readonly value: SettingValue;
  /** What its expression gives, where it has one. */
  readonly resolved: string | undefined;
  /** What is wrong with it. */
  readonly fault: string | undefined;
  /** The fault once more in plain words. */
  readonly plain?: string | undefined;
  /** False where the value was refused: what was typed then stays. */
  readonly onCommit: (value: SettingValue) => boolean;
  /** Also says in a line what the setting does. */
  readonly explained?: boolean;
}
