import { createContext } from "react";
import type { CellRef } from "../../../protocol/tensorRef.ts";

/** Holds the cell that the arithmetic is about: where a link in it leads away from. */
export const AskedCell = createContext<CellRef | null>(null);

/** Holds what follows a link, by its cell and its tensor's name in the arithmetic; null where each is a cell of the graph's. */
export const FollowLink = createContext<((to: CellRef, tensor: string) => void) | null>(null);
