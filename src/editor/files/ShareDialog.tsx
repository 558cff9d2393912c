import { useEffect, useState } from "react";
import { formatCount } from "../../base/formatNumber.ts";
import { explainError } from "../kit/noticeStore.ts";
import { attempt } from "../kit/attempt.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import { trainedLink } from "../keeping/files/trainedLink.ts";
import { fileActions } from "../keeping/files/fileActions.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { useSession } from "../runner/useSession.ts";
import { copyLink, graphLink } from "./share.ts";
import "./shareDialog.css";

/** Holds a link, or why there is none. */
type Made = { readonly fragment: string } | { readonly refusal: string } | null;

/** Makes a link once it is wanted; null until it is there. */
function useMade(make: () => Promise<string>, wanted: boolean): Made {
  const [made, setMade] = useState<Made>(null);
  useEffect(() => {
    if (!wanted || made !== null) return;
    make().then(
      (fragment) => setMade({ fragment }),
      (error: unknown) => setMade({ refusal: explainError(error) }),
    );
  }, [make, wanted, made]);
  return made;
}

/** Offers a link with the graph, and by a switch with what was trained, as far as that fits. */
export function ShareDialog() {
  const keeping = useKeeping();
  const iteration = useSession((state) => state.status?.iteration) ?? 0;
  const [withNumbers, setWithNumbers] = useState(false);
  const [makeTrained] = useState(() => () => trainedLink(keeping));
  const plain = useMade(graphLink, !withNumbers);
  const trained = useMade(makeTrained, withNumbers);
  const made = withNumbers ? trained : plain;
  const fragment = made !== null && "fragment" in made ? made.fragment : null;
  const copy = (): void => {
    if (fragment === null) return;
    closeDialog();
    const numbers = `It carries the graph and what was trained, at iteration ${iteration}.`;
    const what = withNumbers ? numbers : "It carries the graph, without what was trained.";
    attempt(() => copyLink(fragment, what));
  };
  return (
    <Dialog title="Share">
      <p>
        All of it is in the link itself: nothing is sent anywhere. Whoever opens it gets a copy, which runs when they
        say so.
      </p>
      <label className="share-trained">
        <input
          type="checkbox"
          role="switch"
          checked={withNumbers}
          onChange={(event) => setWithNumbers(event.currentTarget.checked)}
        />
        with what was trained, at iteration {formatCount(iteration)}
      </label>
      <p role="status">{lengthText(made)}</p>
      <footer className="dialog-actions">
        {made !== null && "refusal" in made && (
          <BarButton
            label="Save as a file"
            onClick={() => {
              closeDialog();
              fileActions.saveTrained(keeping);
            }}
          />
        )}
        <BarButton
          label="Copy the link"
          primary
          unavailable={fragment === null ? "There is no link." : null}
          onClick={copy}
        />
      </footer>
    </Dialog>
  );
}

function lengthText(made: Made): string {
  if (made === null) return "…";
  return "refusal" in made ? `${made.refusal}.` : `The link has ${formatCount(made.fragment.length)} characters.`;
}
