import type { Expr, Stmt } from "../syntax/tree.ts";

/** Returns the names that statements may bind, or append to, in nested blocks too, but not in functions. */
export function boundNames(statements: readonly Stmt[]): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...statements];
  for (let statement = waiting.pop(); statement !== undefined; statement = waiting.pop()) {
    switch (statement.kind) {
      case "assign":
        statement.targets.forEach((target) => namesIn(target, names));
        break;
      case "evaluate":
        appendedTo(statement.value, names);
        break;
      case "augment":
        namesIn(statement.target, names);
        break;
      case "for":
        namesIn(statement.target, names);
        waiting.push(...statement.body);
        break;
      case "while":
      case "with":
        waiting.push(...statement.body);
        break;
      case "if":
        waiting.push(...statement.otherwise, ...statement.branches.flatMap(({ body }) => body));
        break;
      case "def":
      case "class":
        names.add(statement.name);
        break;
      default:
    }
  }
  return names;
}

/** A list that something is appended to is another one afterwards, too. */
function appendedTo(value: Expr, names: Set<string>): void {
  if (value.kind !== "call" || value.callee.kind !== "attribute") return;
  const { object, name } = value.callee;
  if (object.kind === "name" && (name === "append" || name === "extend")) names.add(object.name);
}

function namesIn(target: Expr, names: Set<string>): void {
  if (target.kind === "name") names.add(target.name);
  else if (target.kind === "sequence") target.items.forEach((item) => namesIn(item, names));
}
