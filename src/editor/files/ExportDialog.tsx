import { useId, useState } from "react";
import type { Format, FormatChoices, FormatOption } from "../../formats/format.ts";
import { exportAs, exportFormats } from "../keeping/files/exportAs.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import "./exportDialog.css";

/** Offers the formats that the graph, and what was trained, can be written in for other programs. */
export function ExportDialog() {
  return (
    <Dialog title="Export">
      <p>For other programs. To go on here later, save the graph instead, with or without what was trained.</p>
      <ul className="dialog-rows" aria-label="Formats">
        {exportFormats.map((format) => (
          <FormatRow key={format.name} format={format} />
        ))}
      </ul>
    </Dialog>
  );
}

function FormatRow({ format }: { readonly format: Format }) {
  const keeping = useKeeping();
  const [choices, setChoices] = useState<FormatChoices>({});
  const { title, about, endings, options = [] } = format;
  const id = useId();
  return (
    <li className="dialog-row">
      <div className="export-about">
        <h3>{title}</h3>
        {about !== undefined && <p id={id}>{about}</p>}
        {options.map((option) => (
          <OptionField
            key={option.name}
            option={option}
            onChoose={(value) => setChoices({ ...choices, [option.name]: value })}
          />
        ))}
      </div>
      <BarButton
        label={`Save ${endings[0]}`}
        aria-describedby={about === undefined ? undefined : id}
        onClick={() => {
          closeDialog();
          void exportAs(keeping, format, choices);
        }}
      />
    </li>
  );
}

interface OptionProps {
  readonly option: FormatOption;
  readonly onChoose: (value: string | boolean) => void;
}

function OptionField({ option: { name, summary, choices }, onChoose }: OptionProps) {
  const id = useId();
  if (choices === undefined) {
    return (
      <label className="export-option">
        <input type="checkbox" onChange={(event) => onChoose(event.currentTarget.checked)} />
        {summary}
      </label>
    );
  }
  return (
    <div className="export-option">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        className="wg-field"
        aria-describedby={`${id}-about`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      <span id={`${id}-about`}>{summary}</span>
    </div>
  );
}
