import { createContext, useContext } from "react";
import type { Runner } from "./runner.ts";

/** Hands the page's runner down to its components. */
export const RunnerContext = createContext<Runner | null>(null);

/** Gives the page's runner. */
export function useRunner(): Runner {
  const runner = useContext(RunnerContext);
  if (runner === null) throw new Error("there is no runner above this component");
  return runner;
}
