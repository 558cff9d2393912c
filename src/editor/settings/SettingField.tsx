import { useId } from "react";
import type { GraphNode } from "../../graph/graph.ts";
import type { Setting, SettingValue } from "../../nodes/contract/setting.ts";
import { ChooseFile } from "./ChooseFile.tsx";
import { ExpressionField } from "./ExpressionField.tsx";
import { FileField } from "./FileField.tsx";
import { TableField } from "./TableField.tsx";
import { LongTextField } from "../document/fields/LongTextField.tsx";
import { ScheduleField } from "./ScheduleField.tsx";
import "./fields.css";

interface SettingFieldProps {
  readonly node: GraphNode;
  readonly name: string;
  readonly setting: Setting;
  readonly value: SettingValue;
  /** What its expression gives, where it has one. */
  readonly resolved: string | undefined;
  /** What is wrong with it. */
  readonly fault: string | undefined;
  /** False where the value was refused: what was typed then stays. */
  readonly onCommit: (value: SettingValue) => boolean;
  /** Also says in a line what the setting does. */
  readonly explained?: boolean;
}

/** A setting of a node, edited in place. Its name is its label. */
export function SettingField(props: SettingFieldProps) {
  const { name, setting, fault, explained = false } = props;
  const id = useId();
  const faultId = `${id}-fault`;
  return (
    <div
      className={setting.kind === "text" && explained ? "field field-tall" : "field"}
      data-place={explained ? `setting ${name}` : undefined}
    >
      <label htmlFor={id} title={explained ? undefined : setting.summary}>
        {name}
      </label>
      <Control {...props} id={id} describedBy={fault === undefined ? undefined : faultId} />
      {explained && <p className="field-summary">{setting.summary}</p>}
      {fault !== undefined && (
        <p className="field-fault" id={faultId}>
          {fault}
        </p>
      )}
    </div>
  );
}

interface ControlProps extends SettingFieldProps {
  readonly id: string;
  readonly describedBy: string | undefined;
}

function Control({
  node,
  id,
  describedBy,
  setting,
  value,
  resolved,
  fault,
  onCommit,
  name,
  explained = false,
}: ControlProps) {
  switch (setting.kind) {
    case "boolean":
      return (
        <input
          id={id}
          type="checkbox"
          className="field-check nodrag"
          checked={value === true}
          onChange={(event) => onCommit(event.currentTarget.checked)}
        />
      );
    case "choice": {
      const known = setting.options.includes(String(value));
      return (
        <select
          id={id}
          className="field-select nodrag"
          value={String(value)}
          aria-invalid={fault !== undefined}
          aria-describedby={describedBy}
          onChange={(event) => onCommit(event.currentTarget.value)}
        >
          {!known && <option value={String(value)}>{String(value)}</option>}
          {setting.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    }
    case "text":
      return (
        <div className={explained ? undefined : "field-row"}>
          {/* On a card a text has one line, so that it covers nothing below; it can be drawn larger. */}
          <LongTextField id={id} label={name} rows={explained ? 6 : 1} value={String(value)} onCommit={onCommit} />
          {setting.fromFile === true && <ChooseFile node={node.id} describedBy={undefined} short={!explained} />}
        </div>
      );
    case "file":
      return <FileField id={id} node={node} describedBy={describedBy} explained={explained} />;
    case "schedule":
      return (
        <ScheduleField node={node.id} id={id} value={String(value)} {...{ resolved, fault, describedBy, onCommit }} />
      );
    case "table":
      return (
        <TableField
          id={id}
          value={String(value)}
          resolved={resolved}
          invalid={fault !== undefined}
          describedBy={describedBy}
          onCommit={onCommit}
        />
      );
    case "integer":
    case "number":
    case "shape":
    case "numbers":
    case "formula":
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
}
