import { useSession } from "../runner/useSession.ts";

/** Says from which iteration on which losses are not finite, which a curve has no point for. */
export function NotFiniteHint() {
  const text = useSession(({ plan, status }) => {
    const several = (plan?.losses.length ?? 0) > 1;
    return (status?.notFiniteLosses ?? [])
      .map(({ node, iteration }) => `${several ? `${node} is not` : "Not"} finite from iteration ${iteration} on`)
      .join("; ");
  });
  return text === "" ? null : (
    <p className="loss-hint" role="status">
      {text}.
    </p>
  );
}
