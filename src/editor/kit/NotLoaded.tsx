import { useEffect } from "react";
import "./notLoaded.css";

interface Props {
  /** What could not be loaded: `The lesson`. */
  readonly name: string;
  readonly onRetry: () => void;
}

/** Says that a part of the page could not be loaded, and how to go on. */
export function NotLoaded({ name, onRetry }: Props) {
  useEffect(() => {
    addEventListener("online", onRetry);
    return () => removeEventListener("online", onRetry);
  }, [onRetry]);
  return (
    <div className="not-loaded" role="alert">
      <p>
        {name} could not be loaded: you may be offline, or a new version is out. Your graph is as it was. If trying
        again does not help, reload the page.
      </p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
