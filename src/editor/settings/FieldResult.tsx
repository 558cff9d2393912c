interface FieldResultProps {
  /** What was typed. */
  readonly value: string;
  readonly resolved: string | undefined;
}

/** Shows what a field's expressions give, where that is not what stands in it: `= 100`. */
export function FieldResult({ value, resolved }: FieldResultProps) {
  if (resolved === undefined || resolved === "" || squeeze(resolved) === squeeze(value)) return null;
  return (
    <span className="field-resolved" title={resolved}>
      = {resolved}
    </span>
  );
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, "");
}
