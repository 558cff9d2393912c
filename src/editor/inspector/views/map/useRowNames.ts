import { useEffect, useMemo, useState } from "react";
import type { NodeReport } from "../../../../protocol/nodeReport.ts";
import type { TensorRef } from "../../../../protocol/tensorRef.ts";
import { useRunner } from "../../../runner/useRunner.ts";

/** Holds the names of a matrix's rows, and in which order they are named as room allows. */
export interface RowNames {
  readonly names: readonly string[];
  readonly order: readonly number[];
}

/** Returns the names of a matrix's rows, their numbers where they have none. Asked once for each report of its node. */
export function useRowNames({ node, port, side }: TensorRef, rows: number, report: NodeReport): RowNames {
  const { ask } = useRunner();
  const [known, setKnown] = useState<RowNames | null>(null);
  useEffect(() => {
    let wanted = true;
    ask("matrix", { tensor: { node, port, side }, named: true }).then(
      ({ names, order }) => {
        if (wanted) setKnown(names === null ? null : { names, order: order ?? [...names.keys()] });
      },
      // A tensor that is gone has no names: the page around it says why.
      () => {
        if (wanted) setKnown(null);
      },
    );
    return () => {
      wanted = false;
    };
  }, [ask, node, port, side, report]);
  return useMemo(() => (known?.names.length === rows ? known : numbered(rows)), [known, rows]);
}

function numbered(rows: number): RowNames {
  const order = Array.from({ length: rows }, (_, row) => row);
  return { names: order.map(String), order };
}
