import { useId } from "react";
import { kindOf } from "../../nodes/settings/setting.ts";
import type { FieldProps } from "./fieldProps.ts";
import { settingFields } from "./settingFields.tsx";
import { PlainWords } from "./PlainWords.tsx";
import "./fields.css";

/** Shows a setting of a node, edited in place. Its name is its label. */
export function SettingField(props: Omit<FieldProps, "id" | "describedBy">) {
  const { name, setting, fault, plain, explained = false } = props;
  const id = useId();
  const Field = settingFields[kindOf(setting).field];
  const faultId = `${id}-fault`;
  return (
    <div
      className={setting.kind === "text" && explained ? "field field-tall" : "field"}
      data-place={explained ? `setting ${name}` : undefined}
    >
      <label htmlFor={id} title={explained ? undefined : setting.summary}>
        {name}
      </label>
      <Field {...props} id={id} describedBy={fault === undefined ? undefined : faultId} />
      {explained && <p className="field-summary">{setting.summary}</p>}
      {fault !== undefined && (
        <p className="field-fault" id={faultId}>
          {fault}
          <PlainWords of={{ plain }} />
        </p>
      )}
    </div>
  );
}
