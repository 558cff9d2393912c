interface Props {
  readonly names: readonly string[];
  readonly colours: readonly string[];
}

/** Which curve is whose: the nodes that compute the losses. */
export function CurveLegend({ names, colours }: Props) {
  return (
    <ul className="curve-legend">
      {names.map((name, at) => (
        <li key={name}>
          <span aria-hidden="true" style={{ background: colours[at % colours.length] }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
