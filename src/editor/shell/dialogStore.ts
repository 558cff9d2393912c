import { create } from "zustand";

/** Which dialogue is open, and what it shows. */
interface DialogState {
  readonly open: "documents" | "gallery" | "help" | "share" | null;
  /** The link of the share dialogue. */
  readonly link: string;
}

export const useDialog = create<DialogState>()(() => ({ open: null, link: "" }));

export const closeDialog = (): void => useDialog.setState({ open: null });
