import { useSession } from "../runner/sessionStore.ts";
import { ExpressionField } from "./ExpressionField.tsx";

interface ScheduleFieldProps {
  readonly node: string;
  readonly id: string;
  readonly value: string;
  /** What the expression gives in the first iteration. */
  readonly resolved: string | undefined;
  readonly fault: string | undefined;
  readonly describedBy: string | undefined;
  readonly onCommit: (text: string) => void;
}

/** An expression over `iteration`, and what it gives in the iteration where the session stands. */
export function ScheduleField({ node, resolved, fault, value, ...rest }: ScheduleFieldProps) {
  const now = useSession(({ status }) => status?.learningRates[node]);
  return (
    <ExpressionField
      {...rest}
      value={value}
      resolved={now === undefined || resolved === undefined ? resolved : String(now)}
      invalid={fault !== undefined}
      placeholder={undefined}
    />
  );
}
