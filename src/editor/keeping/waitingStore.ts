import { create } from "zustand";

/** Says which document the page waits for because the browser's storage is silent; null when for none. */
export const useWaiting = create<{ readonly title: string | null }>()(() => ({ title: null }));
