import { useSession } from "../runner/useSession.ts";
import { ExpressionField } from "./ExpressionField.tsx";
import type { FieldProps } from "./fieldProps.ts";

/** Shows an expression over `iteration`, and what it gives in the iteration where the session stands. */
export function ScheduleField({ id, node, resolved, fault, value, describedBy, onCommit }: FieldProps) {
  const now = useSession(({ status }) => status?.learningRates[node.id]);
  return (
    <ExpressionField
      id={id}
      value={String(value)}
      resolved={now === undefined || resolved === undefined ? resolved : String(now)}
      invalid={fault !== undefined}
      placeholder={undefined}
      describedBy={describedBy}
      onCommit={onCommit}
    />
  );
}
