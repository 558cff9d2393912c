import { curveStyle, type CurveStyle } from "../../views/curveStyle.ts";

interface Props {
  readonly names: readonly string[];
  readonly colours: readonly string[];
}

/** Shows which curve is whose: the nodes that compute the losses. */
export function CurveLegend({ names, colours }: Props) {
  return (
    <ul className="curve-legend">
      {names.map((name, at) => (
        <li key={name}>
          <Swatch {...curveStyle(at, colours)} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ stroke, dash }: CurveStyle) {
  return (
    <svg aria-hidden="true" width="26" height="6">
      <line x1="0" x2="26" y1="3" y2="3" stroke={stroke} strokeWidth="2.5" strokeDasharray={dash.join(" ")} />
    </svg>
  );
}
