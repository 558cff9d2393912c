import type { NodeReport } from "../../protocol/nodeReport.ts";

/** Shows the names that the node's expressions may use, with what they are. */
export function NamesInScope({ report }: { readonly report: NodeReport }) {
  const names = Object.entries(report.scope);
  if (names.length === 0) return null;
  return (
    <p className="inspect-names">
      Names to use:{" "}
      {names.map(([name, value], index) => (
        <span key={name}>
          {index > 0 && ", "}
          <code>{name}</code> = {String(value)}
        </span>
      ))}
    </p>
  );
}
