import { useDocument } from "../document/documentStore.ts";

/** With a graph, or with what was trained, too. */
const link = /^#[gt]1=/;
/** The links that documents of this visit were opened by, by the document's id. */
const links = new Map<string, string>();

const withoutFragment = (): string => location.pathname + location.search;

/** Holds the links that documents came from, and the address bar, which shows one only while its graph is open. */
export const openLink = {
  isLink: (fragment: string): boolean => link.test(fragment),

  /** The link of a document; undefined for one that came from none. */
  fragment: (documentId: string): string | undefined => links.get(documentId),

  opens(documentId: string, fragment: string): void {
    links.set(documentId, fragment);
  },

  /** A link that cannot be read leaves the address bar too, or a reload would fail again. */
  clearAddress(): void {
    if (location.hash !== "") history.replaceState(null, "", withoutFragment());
  },

  /** Keeps the address bar in step with the document, also through undo. Returns how to stop. */
  followDocument(): () => void {
    return useDocument.subscribe((state, before) => {
      if (state.origin.kind === before.origin.kind && state.documentId === before.documentId) return;
      const fragment = state.origin.kind === "link" ? links.get(state.documentId) : undefined;
      if (fragment === undefined) openLink.clearAddress();
      else if (location.hash !== fragment) history.replaceState(null, "", withoutFragment() + fragment);
    });
  },
};
