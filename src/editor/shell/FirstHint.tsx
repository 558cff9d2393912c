import { useState } from "react";
import { startLesson } from "../lesson/startLesson.ts";
import { useDocument } from "../stores/documentStore.ts";
import { BarButton } from "./BarButton.tsx";

const key = "wiregrad/hint";

function wasSeen(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** What to do first, for somebody who never saw the page. Gone for good once it was dismissed. */
export function FirstHint() {
  const [seen, setSeen] = useState(wasSeen);
  const fromGallery = useDocument((state) => state.origin.kind === "gallery");
  if (seen || !fromGallery) return null;
  const dismiss = (): void => {
    setSeen(true);
    try {
      localStorage.setItem(key, "seen");
    } catch {
      // Then it is shown again next time.
    }
  };
  return (
    <aside className="hint" aria-label="First steps">
      <p>
        <strong>A small network that learns to spell names.</strong> Press <b>Step</b> to walk its program node by node,
        or <b>Train</b> and watch the loss fall. Click a node to see inside it; drag its ports to rewire it, even while
        it trains.
      </p>
      <BarButton
        label="Take the lesson"
        primary
        onClick={() => {
          dismiss();
          void startLesson();
        }}
      />
      <BarButton label="Got it" onClick={dismiss} />
    </aside>
  );
}
