/** Describes what is said of both branches in a row. */
export interface BranchRow {
  readonly label: string;
  /** What it says of a, and of b. */
  readonly cells: readonly string[];
  /** What their tips say, where they say more. */
  readonly titles?: readonly string[];
}

/** Shows two branches beside one another, a row for each thing that is said of both. */
export function BranchTable({ rows }: { readonly rows: readonly BranchRow[] }) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">a</th>
          <th scope="col">b</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, cells, titles }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map((cell, branch) => (
              <td key={branch} title={titles?.[branch]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
