import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import type { StatisticsReport } from "../../protocol/statisticsReport.ts";

/** In units of the drawing, which is stretched to the panel's width. */
const [barWidth, height] = [10, 100];

/** Shows how many numbers lie where, as bars; each says its range and its count. */
export function Histogram({ statistics: { histogram, min, max, count } }: { readonly statistics: StatisticsReport }) {
  const most = Math.max(...histogram);
  if (!(most > 0)) return null;
  const edge = (at: number): string => formatNumber(min + ((max - min) * at) / histogram.length);
  return (
    <figure className="histogram">
      <svg
        viewBox={`0 0 ${histogram.length * barWidth} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`histogram of ${formatCount(count)} numbers from ${formatNumber(min)} to ${formatNumber(max)}, at most ${formatCount(most)} in one of ${histogram.length} bins`}
      >
        {Array.from(histogram, (inBin, at) => (
          <g key={at}>
            <title>{`${edge(at)} to ${edge(at + 1)}: ${formatCount(inBin)}`}</title>
            <rect className="histogram-room" x={at * barWidth} width={barWidth} height={height} />
            <rect
              className="histogram-bar"
              x={at * barWidth + 0.5}
              y={height * (1 - inBin / most)}
              width={barWidth - 1}
              height={(height * inBin) / most}
            />
          </g>
        ))}
        {min < 0 && max > 0 && (
          <line
            className="histogram-zero"
            x1={(-min / (max - min)) * histogram.length * barWidth}
            x2={(-min / (max - min)) * histogram.length * barWidth}
            y2={height}
          />
        )}
      </svg>
      <figcaption>
        <span>{formatNumber(min)}</span>
        {min < 0 && max > 0 && <span>dashed: 0</span>}
        <span>{formatNumber(max)}</span>
      </figcaption>
    </figure>
  );
}
