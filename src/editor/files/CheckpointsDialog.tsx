import { useEffect, useId, useState } from "react";
import { formatNumber } from "../../base/formatNumber.ts";
import { checkpoints, tryCheckpoint, useCheckpoints } from "../keeping/checkpoints/checkpoints.ts";
import type { CheckpointHead } from "../keeping/checkpoints/checkpointStorage.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import { formatSize } from "../kit/formatSize.ts";
import { useSession } from "../runner/useSession.ts";
import "./documents.css";
import "./checkpoints.css";

/** Shows the checkpoints of the open document: to keep the numbers at hand, to go back to others, to delete them. */
export function CheckpointsDialog() {
  const keeping = useKeeping();
  const { heads } = useCheckpoints();
  const losses = useSession((state) => state.plan?.losses) ?? [];
  useEffect(() => void tryCheckpoint(checkpoints.read(keeping)), [keeping]);
  return (
    <Dialog title="Checkpoints">
      <p>
        The model and its numbers as they were, kept in this browser with the document. Before an edit that no step
        leads back over, one is kept by itself. Restoring one is undone by Undo.
      </p>
      <KeepField />
      {losses.length > 0 && <BestField losses={losses.map(({ node }) => node)} />}
      {heads?.length === 0 && <p>None yet.</p>}
      {heads !== null && heads.length > 0 && (
        <ul className="documents" aria-label="Checkpoints">
          {heads.map((head) => (
            <CheckpointRow key={head.id} head={head} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function KeepField() {
  const keeping = useKeeping();
  const iteration = useSession((state) => state.status?.iteration) ?? 0;
  const [name, setName] = useState("");
  return (
    <form
      className="checkpoint-new"
      onSubmit={(event) => {
        event.preventDefault();
        setName("");
        void tryCheckpoint(checkpoints.keepNamed(keeping, name.trim() === "" ? `Iteration ${iteration}` : name.trim()));
      }}
    >
      <input
        aria-label="Name of the checkpoint"
        placeholder={`Iteration ${iteration}`}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="bar-button">
        Keep
      </button>
    </form>
  );
}

function BestField({ losses }: { readonly losses: readonly string[] }) {
  const keeping = useKeeping();
  const [chosen, setChosen] = useState(losses[0]!);
  const node = losses.includes(chosen) ? chosen : losses[0]!;
  const id = useId();
  return (
    <div className="checkpoint-new">
      <label htmlFor={id}>The lowest loss of</label>
      <select id={id} value={node} onChange={(event) => setChosen(event.currentTarget.value)}>
        {losses.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <BarButton label="Keep the best" onClick={() => void tryCheckpoint(checkpoints.keepBest(keeping, node))} />
    </div>
  );
}

function CheckpointRow({ head }: { readonly head: CheckpointHead }) {
  const keeping = useKeeping();
  const title = titleOf(head);
  return (
    <li className="document-row">
      <button
        type="button"
        className="document-open"
        aria-label={`Restore ${title}`}
        onClick={() => {
          closeDialog();
          void tryCheckpoint(checkpoints.restore(keeping, head));
        }}
      >
        <strong className="document-title">{title}</strong>
        <span>{describe(head)}</span>
      </button>
      <BarButton
        label="Delete"
        aria-label={`Delete ${title}`}
        onClick={() => void tryCheckpoint(checkpoints.remove(keeping, head))}
      />
    </li>
  );
}

function titleOf({ kind, name }: CheckpointHead): string {
  if (kind === "named") return name;
  return kind === "edit" ? `Before: ${name}` : `The best of ${name}`;
}

function describe({ iteration, loss, time, size }: CheckpointHead): string {
  const when = new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const losses = loss === null ? [] : [`loss ${formatNumber(loss)}`];
  return [`iteration ${iteration.toLocaleString("en")}`, ...losses, when, formatSize(size)].join(" · ");
}
