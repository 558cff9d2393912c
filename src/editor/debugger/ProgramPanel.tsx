import type { ReactNode } from "react";
import { ProgramBody } from "./ProgramBody.tsx";
import { ProgramHead } from "./ProgramHead.tsx";

/** Shows the program: the debugger's moves, the way through the run, and what runs in which order. */
export function ProgramPanel({ children }: { readonly children?: ReactNode }) {
  return (
    <section className="program" aria-label="Program">
      <ProgramHead>{children}</ProgramHead>
      <ProgramBody />
    </section>
  );
}
