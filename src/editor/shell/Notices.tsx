import { useEffect, useState } from "react";
import { useNotices, type Notice } from "../stores/noticeStore.ts";
import { BarButton } from "./BarButton.tsx";
import "./notices.css";

const stays = { info: 6000, error: 20_000 } as const;

/** The sentences that the reader is being told, in a corner. They go by themselves, but not from under the pointer. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
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
    if (held || action !== undefined) return undefined;
    const timer = setTimeout(() => dismiss(id), stays[kind]);
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
