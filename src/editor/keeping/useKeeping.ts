import { createContext, useContext } from "react";
import type { Keeping } from "./keeping.ts";

/** Hands down to the components what keeps the page's documents. */
export const KeepingContext = createContext<Keeping | null>(null);

/** Gives what keeps the page's documents. */
export function useKeeping(): Keeping {
  const keeping = useContext(KeepingContext);
  if (keeping === null) throw new Error("nothing keeps documents above this component");
  return keeping;
}
