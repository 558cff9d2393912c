import { memo } from "react";
import { useSession } from "../runner/useSession.ts";
import { birthText } from "../runner/birthText.ts";

/** Marks the node in which the first nan or infinity was born. It marks less those that it has spread to. */
export const CardNotFinite = memo(function CardNotFinite({ node }: { readonly node: string }) {
  const born = useSession(({ status }) => (status?.notFinite?.node === node ? status.notFinite.sentence : null));
  const rest = useSession(({ status }) => (status?.notFinite?.node === node ? birthText(status.notFinite) : null));
  const from = useSession(({ status }) =>
    status?.notFinite?.spread.includes(node) === true ? status.notFinite.node : null,
  );
  if (born !== null) {
    return (
      <p className="card-error-text" role="status">
        <strong>{born}</strong>
        {rest}
      </p>
    );
  }
  return from === null ? null : <p className="card-hint">not finite, from {from}</p>;
});
