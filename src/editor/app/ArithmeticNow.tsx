import { useEffect, useState } from "react";
import { Overtaken } from "../../base/overtaken.ts";
import { useRunner } from "../runner/useRunner.ts";
import { arithmeticText } from "./arithmeticText.ts";

/** Says which kernels compute, and how fast they did just now: it is measured when this is shown. */
export function ArithmeticNow() {
  const { ask } = useRunner();
  const [text, setText] = useState("being measured …");
  useEffect(() => {
    let gone = false;
    const show = (sentence: string): void => {
      if (!gone) setText(sentence);
    };
    const measure = (): void =>
      void ask("arithmetic", {}).then(
        (found) => show(arithmeticText(found)),
        (error: unknown) => {
          if (error instanceof Overtaken) measure();
          // Where nothing can run the session says why.
          else show(`nothing runs: ${error instanceof Error ? error.message : String(error)}.`);
        },
      );
    measure();
    return () => {
      gone = true;
    };
  }, [ask]);
  return <span>{text}</span>;
}
