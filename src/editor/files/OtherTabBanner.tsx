import { BarButton } from "../kit/BarButton.tsx";
import { notifyError } from "../kit/noticeStore.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { openCopy, workHere } from "../keeping/otherTab.ts";

/** Says that another tab works on the document, and offers to work on it here or on a copy. */
export function OtherTabBanner() {
  const keeping = useKeeping();
  return (
    <aside className="banner" aria-label="Open in another tab">
      <p>Another tab works on this document: here it can only be read.</p>
      <BarButton
        label="Work here"
        hint="The other tab keeps its last edits first, and can then only read"
        onClick={() => void workHere(keeping)}
      />
      <BarButton
        label="Open a copy"
        hint="A document of its own, beside the other tab’s"
        onClick={() => void openCopy(keeping).catch(notifyError)}
      />
    </aside>
  );
}
