import { lazyPart } from "../kit/lazyPart.tsx";
import { useDocument } from "../document/documentStore.ts";
import { useReadOnly } from "../document/useReadOnly.ts";
import { useWaiting } from "../keeping/waitingStore.ts";

const name = "What is to be known of this graph";
const LinkBanner = lazyPart(name, async () => (await import("./LinkBanner.tsx")).LinkBanner);
const OtherTabBanner = lazyPart(name, async () => (await import("./OtherTabBanner.tsx")).OtherTabBanner);
const WaitingBanner = lazyPart(name, async () => (await import("./WaitingBanner.tsx")).WaitingBanner);

/**
 * Shows what is to be known of the open document as a whole, in a line under the bar. The code comes when there is
 * something.
 */
export function Banners() {
  const waiting = useWaiting(({ title }) => title);
  const readOnly = useReadOnly();
  const fromLink = useDocument((state) => state.origin.kind === "link");
  return (
    <>
      {waiting !== null && <WaitingBanner title={waiting} />}
      {readOnly && <OtherTabBanner />}
      {fromLink && !readOnly && <LinkBanner />}
    </>
  );
}
