import { useEffect, useState, type ComponentType, type FunctionComponent } from "react";
import { NotLoaded } from "./NotLoaded.tsx";

/**
 * Returns a component whose code comes with its first use. Where the code cannot be had (no network, a new release took
 * its file away) it says so in its place, offers to try again and tries by itself once the network is back; the page
 * around it stays as it is.
 *
 * @param name what could not be loaded, for the reader: `The lesson`.
 * @param Failure what says so; a dialogue of its own for what would be one.
 */
export function lazyPart<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
  Failure: typeof NotLoaded = NotLoaded,
): FunctionComponent<Props> {
  // Once for all its places: what has come once is there.
  let loaded: ComponentType<Props> | null = null;
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const [attempt, setAttempt] = useState(0);
    const [failedAttempt, setFailedAttempt] = useState<number | null>(null);
    useEffect(() => {
      if (Part !== null) return undefined;
      let wanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (wanted) setPart(() => component);
        },
        () => {
          if (wanted) setFailedAttempt(attempt);
        },
      );
      return () => {
        wanted = false;
      };
    }, [Part, attempt]);
    if (Part !== null) return <Part {...props} />;
    if (failedAttempt !== attempt) return null;
    return <Failure name={name} onRetry={() => setAttempt(attempt + 1)} />;
  };
}
