import { create } from "zustand";

export type DialogName =
  | "documents"
  | "export"
  | "share"
  | "checkpoints"
  | "gallery"
  | "help"
  | "copy"
  | "column"
  | "notes";

/** Which dialogue is open, and what it shows. */
interface DialogState {
  readonly open: DialogName | null;
  /** What the dialogue of a copy shows: the text, what it is, and a sentence that belongs to it. */
  readonly copy: { readonly text: string; readonly what: string; readonly note: string };
}

export const useDialog = create<DialogState>()(() => ({
  open: null,
  copy: { text: "", what: "", note: "" },
}));

export const closeDialog = (): void => useDialog.setState({ open: null });
