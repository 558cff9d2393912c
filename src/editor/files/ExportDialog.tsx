import { useState } from "react";
import type { Format, FormatChoices, FormatOption } from "../../formats/format.ts";
import { exportAs, exportFormats } from "../keeping/files/exportAs.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import "./documents.css";

/** Offers the formats that the graph, and what was trained, can be written in for other programs. */
export function ExportDialog() {
  return (
    <Dialog title="Export">
      <p>For other programs. To go on here later, save the graph, with or without what was trained.</p>
      <ul className="documents" aria-label="Formats">
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
  return (
    <li className="document-row">
      <button
        type="button"
        className="document-open"
        onClick={() => {
          closeDialog();
          void exportAs(keeping, format, choices);
        }}
      >
        <strong className="document-title">
          {title} ({endings[0]})
        </strong>
        {about !== undefined && <span>{about}</span>}
      </button>
      {options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          onChoose={(value) => setChoices({ ...choices, [option.name]: value })}
        />
      ))}
    </li>
  );
}

interface OptionProps {
  readonly option: FormatOption;
  readonly onChoose: (value: string | boolean) => void;
}

function OptionField({ option: { summary, choices }, onChoose }: OptionProps) {
  if (choices === undefined) {
    return (
      <label>
        <input type="checkbox" onChange={(event) => onChoose(event.currentTarget.checked)} /> {summary}
      </label>
    );
  }
  return (
    <select aria-label={summary} onChange={(event) => onChoose(event.currentTarget.value)}>
      {choices.map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}
