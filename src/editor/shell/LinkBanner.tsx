import { useEffect, useState } from "react";
import { useDocument } from "../stores/documentStore.ts";
import { notifyError } from "../stores/noticeStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { BarButton } from "./BarButton.tsx";
import { browserStorage } from "./browserStorage.ts";
import { reopen } from "./openDocument.ts";
import type { SavedRecord } from "./savedRecord.ts";

/** Says of a graph from a link that it is an unsaved copy, and offers to keep it or to go back. */
export function LinkBanner() {
  const fromLink = useDocument((state) => state.origin.kind === "link");
  return fromLink ? <Banner /> : null;
}

function Banner() {
  const evaluated = useSession((state) => state.status?.evaluated ?? false);
  const [own, setOwn] = useState<SavedRecord | undefined>(undefined);
  useEffect(() => {
    browserStorage.read("own").then(setOwn, () => undefined);
  }, []);
  const keep = (): void => {
    const { graph, setOrigin } = useDocument.getState();
    setOrigin({ kind: "new", name: graph.title });
  };
  const goBack = (record: SavedRecord): void => {
    reopen(record).catch((error: unknown) => notifyError(error, record.title));
  };
  return (
    <aside className="banner" aria-label="Graph from a link">
      <p>Opened from a link: an unsaved copy.{evaluated ? "" : " Press Step, Iterate or Train to run it."}</p>
      <BarButton label="Keep a copy" hint="Makes it the graph that this browser keeps" onClick={keep} />
      {own !== undefined && (
        <BarButton label="Back to my graph" hint={`Opens ${own.title} again`} onClick={() => goBack(own)} />
      )}
    </aside>
  );
}
