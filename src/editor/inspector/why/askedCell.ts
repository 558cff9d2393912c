import { createContext } from "react";
import type { CellRef } from "../../../protocol/tensorRef.ts";

/** Holds the cell that the arithmetic is about: where a link in it leads away from. */
export const AskedCell = createContext<CellRef | null>(null);
