import { useEffect, useMemo, useState, type RefObject } from "react";
import { useShallow } from "zustand/react/shallow";
import type { InstructionReport } from "../../protocol/instructionReport.ts";
import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { useReading, type Inquiry } from "../runner/reading/useReading.ts";
import { useSession } from "../runner/useSession.ts";
import type { CodeRow } from "./codeRows.ts";
import { overtakenNodes, rowTensors } from "./rowTensors.ts";
import { rowValues, tensorKey, type RowValue } from "./rowValues.ts";

const none: readonly string[] = [];

interface Wanted {
  readonly tensors: readonly TensorRef[];
}

/** By tensor: while the list is scrolled, what is known of those that stay in sight stays there. */
const numbersByTensor: Inquiry<Wanted, ReadonlyMap<string, FirstNumbers | null>> = async (ask, { tensors }) => {
  const answers = await ask("firstNumbers", { tensors });
  return new Map(tensors.map((tensor, at) => [tensorKey(tensor), answers[at] ?? null]));
};

/** Returns what is known of the tensors of the lines in sight, by their places. It is fresh whenever the session has moved. */
export function useRowValues(
  list: RefObject<HTMLElement | null>,
  rows: readonly CodeRow[],
  instructions: readonly InstructionReport[],
  cursor: number,
): ReadonlyMap<number, readonly RowValue[]> {
  const inSight = useRowsInSight(list, rows);
  const overtaken = useMemo(() => overtakenNodes(instructions, cursor), [instructions, cursor]);
  const valued = useSession(useShallow(({ status }) => status?.valued ?? none));
  const graded = useSession(useShallow(({ status }) => status?.graded ?? none));
  const wanted = useMemo(
    () =>
      inSight.flatMap((at) => {
        const row = rows[at];
        const tensors = row === undefined ? [] : rowTensors(row, { valued, graded, overtaken });
        return tensors.map((tensor) => ({ at, tensor }));
      }),
    [inSight, rows, valued, graded, overtaken],
  );
  const tensors = useMemo(() => wanted.map(({ tensor }) => tensor), [wanted]);
  const known = useReading(numbersByTensor, tensors.length === 0 ? null : { tensors });
  return useMemo(() => rowValues(wanted, known?.answer ?? new Map()), [known?.answer, wanted]);
}

/** The places of the lines that are seen. */
function useRowsInSight(list: RefObject<HTMLElement | null>, rows: readonly CodeRow[]): readonly number[] {
  const [seen, setSeen] = useState<readonly number[]>([]);
  useEffect(() => {
    const places = new Set<number>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const at = Number(target.getAttribute("data-at"));
        if (isIntersecting) places.add(at);
        else places.delete(at);
      }
      setSeen([...places].toSorted((a, b) => a - b));
    });
    for (const row of list.current?.children ?? []) observer.observe(row);
    return () => observer.disconnect();
  }, [list, rows]);
  return seen;
}
