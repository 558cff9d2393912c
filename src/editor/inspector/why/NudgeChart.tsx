import { useId, type PointerEvent } from "react";
import type { NudgePoint } from "../../../protocol/nudgeReport.ts";
import { nudgePlot } from "./nudgePlot.ts";
import { signedText, type Partings } from "./nudgeText.ts";

interface Props {
  readonly curve: readonly NudgePoint[];
  readonly reach: number;
  /** The loss as it is, and its gradient. */
  readonly loss: number;
  readonly gradient: number;
  readonly nudged: NudgePoint;
  readonly partings: Partings;
  readonly write: (loss: number) => string;
  readonly onChoose: (delta: number) => void;
}

const width = 280;
const height = 120;

/** Draws the loss over δ, its tangent, and the gap between them at the δ that is chosen; a pointer chooses another. */
export function NudgeChart({ curve, reach, loss, gradient, nudged, partings, write, onChoose }: Props) {
  const clip = useId();
  const { x, y, low, high, curves } = nudgePlot(curve, reach, { width, height });
  const at = x(nudged.delta);
  const choose = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    onChoose((2 * share - 1) * reach);
  };
  const label =
    `the loss over δ, from ${signedText(-reach)} to ${signedText(reach)}, and its tangent; ` +
    `at ${signedText(nudged.delta)} the loss is ${write(nudged.loss)}, the tangent ${write(nudged.foretold)}`;
  return (
    <figure className="nudge-chart">
      <div className="nudge-losses">
        <span>{write(high)}</span>
        <span>{write(low)}</span>
      </div>
      <div className="nudge-plot">
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          onPointerDown={choose}
          onPointerMove={choose}
        >
          <clipPath id={clip}>
            <rect width={width} height={height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            <line className="nudge-grid" x1={x(0)} x2={x(0)} y1={0} y2={height} />
            <line className="nudge-grid" x1={0} x2={width} y1={y(loss)} y2={y(loss)} />
            {Number.isFinite(gradient) && (
              <line
                className="nudge-tangent"
                x1={0}
                x2={width}
                y1={y(loss - reach * gradient)}
                y2={y(loss + reach * gradient)}
              />
            )}
            {curves.map((points) => (
              <polyline key={points} className="nudge-curve" points={points} />
            ))}
            {[partings.below, partings.above].map(
              (point) =>
                point !== null &&
                Number.isFinite(point.loss) && (
                  <line
                    key={point.delta}
                    className="nudge-parting"
                    x1={x(point.delta)}
                    x2={x(point.delta)}
                    y1={y(point.loss) - 7}
                    y2={y(point.loss) + 7}
                  />
                ),
            )}
            {Number.isFinite(nudged.loss) && Number.isFinite(nudged.foretold) && (
              <line className="nudge-gap" x1={at} x2={at} y1={y(nudged.foretold)} y2={y(nudged.loss)} />
            )}
          </g>
        </svg>
        {Number.isFinite(nudged.loss) && (
          <span
            className="nudge-dot"
            style={{ left: `${(100 * at) / width}%`, top: `${(100 * y(nudged.loss)) / height}%` }}
          />
        )}
      </div>
      <figcaption>
        <span>{signedText(-reach)}</span>
        <span>δ = 0</span>
        <span>{signedText(reach)}</span>
      </figcaption>
    </figure>
  );
}
