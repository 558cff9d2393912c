import { useFollowing } from "./followStore.ts";

interface Props {
  /** What it is called: there are two on the page. */
  readonly label: string;
}

/** Holds the inspector at what it shows, whatever a step runs; pressed again, lets it follow. A pin. */
export function HoldButton({ label }: Props) {
  const { follow, held } = useFollowing();
  if (!follow) return null;
  return (
    <button
      type="button"
      className="follow-button"
      aria-label={label}
      aria-pressed={held}
      data-tip={held ? "Lets the inspector follow the steps again" : "Keeps the inspector at this node while you step"}
      onClick={() => useFollowing.setState({ held: !held })}
    >
      hold
    </button>
  );
}
