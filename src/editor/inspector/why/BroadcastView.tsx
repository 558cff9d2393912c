import type { WhyPart } from "./whyTypes.ts";

/** How an op's operands were repeated: the shapes aligned at the right, the repeated sizes as ghosts. */
export function BroadcastView({ broadcast }: { readonly broadcast: NonNullable<WhyPart["broadcast"]> }) {
  const { operands, result } = broadcast;
  return (
    <table className="broadcast">
      <caption>The shapes, aligned at the right; what is repeated is grey.</caption>
      <tbody>
        {operands.map(({ input, aligned, repeats }) => (
          <tr key={input}>
            <th scope="row">{input}</th>
            {aligned.map((size, axis) => (
              <td key={axis} data-ghost={repeats.includes(axis) || undefined}>
                {repeats.includes(axis) ? `${size ?? "–"} → ${result[axis] ?? ""}` : size}
              </td>
            ))}
          </tr>
        ))}
        <tr className="broadcast-result">
          <th scope="row">result</th>
          {result.map((size, axis) => (
            <td key={axis}>{size}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
