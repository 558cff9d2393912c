import { lazy, Suspense } from "react";
import { useDocument } from "../document/documentStore.ts";
import { useReadOnly } from "../document/useReadOnly.ts";
import { useWaiting } from "../keeping/waitingStore.ts";

const LinkBanner = lazy(async () => ({ default: (await import("./LinkBanner.tsx")).LinkBanner }));
const OtherTabBanner = lazy(async () => ({ default: (await import("./OtherTabBanner.tsx")).OtherTabBanner }));
const WaitingBanner = lazy(async () => ({ default: (await import("./WaitingBanner.tsx")).WaitingBanner }));

/** What is to be known of the open document as a whole, in a line under the bar. The code comes when there is something. */
export function Banners() {
  const waiting = useWaiting(({ title }) => title);
  const readOnly = useReadOnly();
  const fromLink = useDocument((state) => state.origin.kind === "link");
  return (
    <Suspense fallback={null}>
      {waiting !== null && <WaitingBanner title={waiting} />}
      {readOnly && <OtherTabBanner />}
      {fromLink && !readOnly && <LinkBanner />}
    </Suspense>
  );
}
