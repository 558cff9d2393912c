import { useState } from "react";
import { formatCount } from "../../base/formatNumber.ts";
import { useDraft } from "../document/fields/useDraft.ts";
import { BarButton } from "../kit/BarButton.tsx";
import type { DocumentHead } from "../keeping/storage/documentRecord.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { documentList } from "../keeping/documentList.ts";
import { formatSize } from "../kit/formatSize.ts";

interface Props {
  readonly head: DocumentHead;
  /** It is the one on the screen. */
  readonly isHere: boolean;
  /** Another tab works on it. */
  readonly isElsewhere: boolean;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}

/** Shows one document of the list. */
export function DocumentRow({ head, isHere, isElsewhere, onOpen, onDelete }: Props) {
  const [renaming, setRenaming] = useState(false);
  const { title } = head;
  const busy = isElsewhere ? "Another tab works on it" : null;
  return (
    <li className="document-row" aria-current={isHere || undefined}>
      {renaming ? (
        <RenameField head={head} onDone={() => setRenaming(false)} />
      ) : (
        <button type="button" className="document-open" onClick={onOpen}>
          <strong className="document-title">{title === "" ? "Untitled" : title}</strong>
          <span>{describe(head, isHere, isElsewhere)}</span>
        </button>
      )}
      <BarButton
        label="Rename"
        aria-label={`Rename ${title}`}
        unavailable={busy}
        onClick={() => setRenaming(!renaming)}
      />
      <BarButton
        label="Delete"
        aria-label={`Delete ${title}`}
        unavailable={isHere ? "It is on the screen: open another one first" : busy}
        onClick={onDelete}
      />
    </li>
  );
}

function RenameField({ head, onDone }: { readonly head: DocumentHead; readonly onDone: () => void }) {
  const keeping = useKeeping();
  const rename = (typed: string): void => {
    if (typed.trim() !== "") void documentList.rename(keeping, head, typed.trim());
  };
  const draft = useDraft(head.title, rename, onDone);
  return (
    <input
      {...draft}
      className="document-name wg-field"
      aria-label={`Title of ${head.title}`}
      spellCheck={false}
      // It was asked for by the press that made it.
      ref={(field) => field?.focus()}
    />
  );
}

function describe({ time, size, numbers }: DocumentHead, isHere: boolean, isElsewhere: boolean): string {
  const when = new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const trained = numbers === null || numbers.iteration === 0 ? [] : [`iteration ${formatCount(numbers.iteration)}`];
  const where = isHere ? ["on the screen"] : isElsewhere ? ["open in another tab"] : [];
  return [when, formatSize(size + (numbers?.size ?? 0)), ...trained, ...where].join(" · ");
}
