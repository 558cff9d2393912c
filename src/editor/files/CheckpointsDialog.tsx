import { useEffect, useId, useMemo, useState } from "react";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { checkpoints, tryCheckpoint, useCheckpoints } from "../keeping/checkpoints/checkpoints.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { useReading } from "../runner/reading/useReading.ts";
import { useSession } from "../runner/useSession.ts";
import { CheckpointRow } from "./CheckpointRow.tsx";
import { bestSentence } from "./checkpointText.ts";
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
        A checkpoint is the model with all its numbers as they were, kept in this browser with the document. Before an
        edit that no step leads back over, one is kept by itself.
      </p>
      <div className="checkpoint-new">
        <KeepField />
        {losses.length > 0 && <BestField losses={losses.map(({ node }) => node)} />}
      </div>
      {heads?.length === 0 && <p className="checkpoint-none">None is kept yet.</p>}
      {heads !== null && heads.length > 0 && (
        <ul className="dialog-rows" aria-label="Checkpoints">
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
  const loss = useSession((state) => state.status?.loss?.loss) ?? null;
  const [name, setName] = useState("");
  const id = useId();
  const here = `iteration ${formatCount(iteration)}${loss === null ? "" : `, loss ${formatNumber(loss)}`}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setName("");
        void tryCheckpoint(checkpoints.keepNamed(keeping, name.trim() === "" ? `Iteration ${iteration}` : name.trim()));
      }}
    >
      <h3>Keep what is here</h3>
      <p id={id}>The model as it is now: {here}.</p>
      <div className="checkpoint-fields">
        <input
          className="wg-field"
          aria-label="Name of the checkpoint"
          aria-describedby={id}
          placeholder={`Iteration ${iteration}`}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <BarButton type="submit" label="Keep" primary />
      </div>
    </form>
  );
}

function BestField({ losses }: { readonly losses: readonly string[] }) {
  const keeping = useKeeping();
  const [chosen, setChosen] = useState(losses[0]!);
  const at = Math.max(0, losses.indexOf(chosen));
  const node = losses[at]!;
  const names = JSON.stringify(losses);
  const asked = useMemo(() => ({ nodes: JSON.parse(names) as readonly string[] }), [names]);
  const known = useReading("bestLosses", asked);
  const best = known?.answer[at] ?? null;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>Keep the best</h3>
      <p>{known === null ? "…" : bestSentence(node, best)}</p>
      <div className="checkpoint-fields">
        {losses.length > 1 && (
          <select
            className="wg-field"
            aria-label="The loss that is to be lowest"
            value={node}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {losses.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        <BarButton
          label="Keep the best"
          unavailable={known !== null && best === null ? bestSentence(node, null) : null}
          onClick={() => void tryCheckpoint(checkpoints.keepBest(keeping, node))}
        />
      </div>
    </section>
  );
}
