import { useWaiting } from "./waitingStore.ts";

/** Says which document is not shown yet, because the browser's storage is silent. */
export function WaitingBanner() {
  const title = useWaiting((waiting) => waiting.title);
  if (title === null) return null;
  return (
    <aside className="banner" role="status">
      <p>The browser’s storage does not answer yet. “{title}”, which was open last, is shown as soon as it does.</p>
    </aside>
  );
}
