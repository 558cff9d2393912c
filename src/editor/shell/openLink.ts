import { useDocument } from "../stores/documentStore.ts";

const prefix = "#g1=";
let opened = "";

const withoutFragment = (): string => location.pathname + location.search;

/** The link that the page was opened by, and the address bar, which shows it only while its graph is open. */
export const openLink = {
  isLink: (fragment: string): boolean => fragment.startsWith(prefix),

  fragment: (): string => opened,

  opens(fragment: string): void {
    opened = fragment;
  },

  /** A link that cannot be read leaves the address bar too, or a reload would fail again. */
  clearAddress(): void {
    if (location.hash !== "") history.replaceState(null, "", withoutFragment());
  },

  /** Keeps the address bar in step with the document, also through undo. Returns how to stop. */
  followDocument(): () => void {
    return useDocument.subscribe((state, before) => {
      if (state.origin.kind === before.origin.kind) return;
      if (state.origin.kind !== "link") openLink.clearAddress();
      else if (location.hash !== opened) history.replaceState(null, "", withoutFragment() + opened);
    });
  },
};
