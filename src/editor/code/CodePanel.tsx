import { useEffect, useMemo, useState } from "react";
import { scriptText } from "../../protocol/script/scriptText.ts";
import { copyText } from "../document/clipboard/copyText.ts";
import { exportAs, exportFormats } from "../keeping/files/exportAs.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { attempt } from "../kit/attempt.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { notify } from "../kit/noticeStore.ts";
import { useRunner } from "../runner/useRunner.ts";
import { CodeLines } from "./CodeLines.tsx";
import { codeRows } from "./codeRows.ts";
import { followScript, type ScriptState } from "./followScript.ts";
import "./code.css";

const python = exportFormats.find(({ name }) => name === "py");

/** Shows the open graph as PyTorch code, and what runs of it. */
export function CodePanel() {
  const runner = useRunner();
  const keeping = useKeeping();
  const [state, setState] = useState<ScriptState | null>(null);
  useEffect(() => followScript(runner, setState), [runner]);
  const script = state?.kind === "code" ? state.script : null;
  const rows = useMemo(() => (script === null ? [] : codeRows(script)), [script]);
  const refusal = state?.kind === "refusal" ? state.sentence : null;
  const copy = async (): Promise<void> => {
    if (script === null || !(await copyText(scriptText(script), "the code"))) return;
    notify({ kind: "info", message: `The code was copied: ${rows.length} lines.` });
  };
  return (
    <section className="code" aria-label="PyTorch code">
      <header className="panel-head">
        <p />
        <BarButton
          className="bar-button code-action"
          label="Copy"
          hint="Copy the code as it is shown"
          unavailable={refusal}
          onClick={() => attempt(copy)}
        />
        {python !== undefined && (
          <BarButton
            className="bar-button code-action"
            label="Save .py"
            hint="Save a script that trains as the graph does, and checks its first losses against it"
            unavailable={refusal}
            onClick={() => attempt(() => exportAs(keeping, python))}
          />
        )}
      </header>
      {script === null ? <p className="code-refusal">{refusal}</p> : <CodeLines rows={rows} />}
    </section>
  );
}
