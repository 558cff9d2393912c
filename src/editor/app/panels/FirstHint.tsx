import { useEffect, useState } from "react";
import { KeptValue } from "../../kit/keptValue.ts";
import { useKeeping } from "../../keeping/useKeeping.ts";
import { startLesson } from "../../lesson/startLesson.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { BarButton } from "../../kit/BarButton.tsx";

const kept = new KeptValue("wiregrad/hint", { seen: false }, () => ({ seen: true }), {
  read: (text) => text,
  write: () => "seen",
});

/** Shows what to do first, for somebody who never saw the page. Gone for good once it was dismissed, or done. */
export function FirstHint() {
  const keeping = useKeeping();
  const [seen, setSeen] = useState(() => kept.read().seen);
  const fromGallery = useDocument((state) => state.origin.kind === "gallery");
  const done = useSession(({ status }) => status !== null && (status.cursor > 0 || status.iteration > 0));
  const dismiss = (): void => {
    setSeen(true);
    kept.write({ seen: true });
  };
  // Who ran something needs it no longer. A press on a card leaves it: the canvas must not move under the pointer.
  useEffect(() => {
    if (done && fromGallery && !seen) dismiss();
  }, [done, fromGallery, seen]);
  if (seen || done || !fromGallery) return null;
  return (
    <aside className="hint" aria-label="First steps">
      <p>
        <strong>A small network, every number in sight.</strong> Press <b>Step</b> to walk its program node by node, or{" "}
        <b>Train</b> and watch the loss fall. Click a node to see inside it; drag its ports to rewire it, even while it
        trains.
      </p>
      <BarButton
        label="Take the lesson"
        primary
        onClick={() => {
          dismiss();
          void startLesson(keeping);
        }}
      />
      <BarButton label="Got it" onClick={dismiss} />
    </aside>
  );
}
