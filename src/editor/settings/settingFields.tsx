import type { ComponentType } from "react";
import type { settingKinds } from "../../nodes/settings/kinds/catalogue.ts";
import { LongTextField } from "../document/fields/LongTextField.tsx";
import { ChooseFile } from "./ChooseFile.tsx";
import { ExpressionField } from "./ExpressionField.tsx";
import type { FieldProps } from "./fieldProps.ts";
import { FileField } from "./FileField.tsx";
import { ScheduleField } from "./ScheduleField.tsx";
import { TableField } from "./TableField.tsx";

/** What a setting is edited with. */
type Field = (typeof settingKinds)[keyof typeof settingKinds]["field"];

function SwitchField({ id, value, onCommit }: FieldProps) {
  return (
    <input
      id={id}
      type="checkbox"
      className="field-check nodrag"
      checked={value === true}
      onChange={(event) => onCommit(event.currentTarget.checked)}
    />
  );
}

function ChoiceField({ id, describedBy, setting, value, fault, onCommit }: FieldProps) {
  const options = "options" in setting ? setting.options : [];
  const chosen = String(value);
  return (
    <select
      id={id}
      className="field-select nodrag"
      value={chosen}
      aria-invalid={fault !== undefined}
      aria-describedby={describedBy}
      onChange={(event) => onCommit(event.currentTarget.value)}
    >
      {!options.includes(chosen) && <option value={chosen}>{chosen}</option>}
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

function LinesField({ id, node, name, setting, value, onCommit, explained = false }: FieldProps) {
  return (
    <div className={explained ? undefined : "field-row"}>
      {/* On a card a text has one line, so that it covers nothing below; it can be drawn larger. */}
      <LongTextField id={id} label={name} rows={explained ? 6 : 1} value={String(value)} onCommit={onCommit} />
      {"fromFile" in setting && setting.fromFile && (
        <ChooseFile node={node.id} describedBy={undefined} short={!explained} />
      )}
    </div>
  );
}

function LineField({ id, describedBy, setting, value, resolved, fault, onCommit }: FieldProps) {
  return (
    <ExpressionField
      id={id}
      value={String(value)}
      resolved={resolved}
      invalid={fault !== undefined}
      describedBy={describedBy}
      placeholder={"optional" in setting && setting.optional ? (setting.whenEmpty ?? "–") : undefined}
      onCommit={onCommit}
    />
  );
}

/** Holds the fields by what a kind of setting asks for. */
export const settingFields: Readonly<Record<Field, ComponentType<FieldProps>>> = {
  switch: SwitchField,
  choice: ChoiceField,
  lines: LinesField,
  line: LineField,
  file: FileField,
  schedule: ScheduleField,
  table: TableField,
};
