import { useEffect, useState, type ReactNode } from "react";
import type { Curve } from "../runner/lossCurve.ts";
import { useRunner } from "../runner/useRunner.ts";
import { formatLoss } from "../pictures/formatLoss.ts";

const rows = 12;
/** Often enough to follow, seldom enough not to be read out all the time. */
const every = 2000;

/**
 * Shows the loss curve for those who do not see it: a sentence and a dozen points of it.
 *
 * @param none what is said while it has no points.
 */
export function LossTable({ none }: { readonly none: ReactNode }) {
  const { lossCurve } = useRunner();
  const [points, setPoints] = useState<readonly Point[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const sample = (): void => {
      timer = null;
      setPoints(samplePoints(lossCurve.current()));
    };
    sample();
    const unsubscribe = lossCurve.subscribe(() => {
      timer ??= setTimeout(sample, every);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [lossCurve]);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return none;
  return (
    <table className="wg-hidden">
      <caption>
        Loss from {formatLoss(first.loss)} at iteration {first.iteration} to {formatLoss(last.loss)} at iteration{" "}
        {last.iteration}
      </caption>
      <thead>
        <tr>
          <th scope="col">iteration</th>
          <th scope="col">loss</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ iteration, loss }) => (
          <tr key={iteration}>
            <td>{iteration}</td>
            <td>{formatLoss(loss)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Point {
  readonly iteration: number;
  readonly loss: number;
}

function samplePoints(curve: Curve): Point[] {
  const count = curve.iterations.length;
  const picked = Math.min(rows, count);
  return Array.from({ length: picked }, (_none, row) => {
    const index = picked === 1 ? 0 : Math.round((row * (count - 1)) / (picked - 1));
    return { iteration: curve.iterations[index] ?? 0, loss: curve.losses[index] ?? Number.NaN };
  });
}
