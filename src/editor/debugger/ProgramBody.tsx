import { useMemo, useRef } from "react";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { ProgramList } from "./ProgramList.tsx";
import { programRows } from "./programRows.ts";
import { Scrubber } from "./Scrubber.tsx";
import { useCursorInSight } from "./useCursorInSight.ts";
import { useScrollEdges } from "../kit/useScrollEdges.ts";
import "./program.css";

/** From so many columns on, those out of sight are not on the page: hundreds would be laid out with each number that changes. */
const longProgram = 100;
const LongProgram = lazyPart("The program", async () => (await import("./LongProgram.tsx")).LongProgram);

/** Where the program goes on, by the sides to which it can be scrolled. */
const edgeWords: Readonly<Record<string, string>> = {
  right: "scroll for more ▸",
  left: "◂ scroll back",
  "left right": "◂ scroll ▸",
};

/** Shows the way through the run and the program as three rows, with the cursor on what runs next. */
export function ProgramBody() {
  const instructions = useSession((state) => state.plan?.instructions);
  const training = useSession((state) => state.status?.phase === "training");
  const cursor = useSession((state) => (state.status?.phase === "training" ? -1 : (state.status?.cursor ?? 0)));
  const selected = useDocument((state) => state.selection.nodes);
  const { groups, columns } = useMemo(() => programRows(instructions ?? []), [instructions]);
  const list = useRef<HTMLDivElement>(null);
  const edges = useScrollEdges(list);
  useCursorInSight(list, cursor, selected.length === 1 ? selected[0] : undefined);

  const shared = { list, groups, columns, cursor, training, selected, edges };
  return (
    <>
      <div className="program-line">
        <Scrubber />
        {edges !== undefined && (
          <button type="button" className="program-more" onClick={() => scrollOn(list.current)}>
            {edgeWords[edges]}
          </button>
        )}
      </div>
      {groups.length === 0 && <EmptyProgram />}
      {groups.length > 0 && columns < longProgram && <ProgramList {...shared} />}
      {columns >= longProgram && <LongProgram {...shared} List={ProgramList} />}
    </>
  );
}

/** Goes on by most of what is seen; at the end, back to the beginning. */
function scrollOn(list: HTMLElement | null): void {
  if (list === null) return;
  const atEnd = list.scrollLeft + list.clientWidth >= list.scrollWidth - 1;
  list.scrollTo({ left: atEnd ? 0 : list.scrollLeft + list.clientWidth * 0.7, behavior: "smooth" });
}

function EmptyProgram() {
  const reason = useSession((state) => state.plan?.cannotRun ?? null);
  return <p className="program-empty">{reason ?? "Nothing to run yet: add nodes and wire them."}</p>;
}
