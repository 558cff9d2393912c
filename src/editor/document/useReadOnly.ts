import { useAccess } from "./accessStore.ts";
import { useDocument } from "./documentStore.ts";

/** Says whether the open document can only be read here, because another tab works on it. */
export function useReadOnly(): boolean {
  const elsewhere = useAccess((access) => access.elsewhere);
  return useDocument((state) => state.documentId === elsewhere);
}
