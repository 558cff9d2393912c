/** Says of an expression's variable that it has no value, and what is to be mended there. */
export function variableFault(name: string, fault: string): string {
  return `the variable ${JSON.stringify(name)} is faulty: ${fault}`;
}
