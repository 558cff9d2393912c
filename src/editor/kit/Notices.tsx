import { useEffect, useState } from "react";
import { overPage, takesText } from "./keys/fieldFocus.ts";
import { isComposing } from "./keys/isComposing.ts";
import { useNotices, type Notice } from "./noticeStore.ts";
import { BarButton } from "./BarButton.tsx";
import "./notices.css";

const stays = { info: 6000, error: 12_000 } as const;
/** What can be taken back asks for nothing, but gives time to think. */
const offerStays = 20_000;

/**
 * Shows the sentences that the reader is being told, in a corner. They go by themselves, but not from under the pointer
 * or the focus; Escape closes the newest.
 */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  useEscape();
  return (
    <section className="notices" aria-label="Notifications">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const dismiss = useNotices((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  const { id, kind, message, action } = notice;
  useEffect(() => {
    // What asks for a decision stays until it is made.
    if (held || (action !== undefined && kind === "error")) return undefined;
    const timer = setTimeout(() => dismiss(id), action === undefined ? stays[kind] : offerStays);
    return () => clearTimeout(timer);
  }, [held, action, dismiss, id, kind]);
  return (
    <div
      className="notice"
      data-kind={kind}
      role={kind === "error" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{message}</p>
      {action !== undefined && (
        <BarButton
          label={action.label}
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        />
      )}
      <BarButton label="Dismiss" icon="close" iconOnly data-quiet onClick={() => dismiss(id)} />
    </div>
  );
}

/** Escape closes the newest notice, unless something nearer has a use for the key: a field, a menu, a dialogue. */
function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (takesText(document.activeElement) || document.querySelector(overPage) !== null) return;
      const newest = useNotices.getState().notices.at(-1);
      if (newest === undefined) return;
      // One press, one thing: what else the key closes stays.
      event.preventDefault();
      useNotices.getState().dismiss(newest.id);
    };
    // Before the canvas, which marks the key as used when it lets go of the selection.
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
