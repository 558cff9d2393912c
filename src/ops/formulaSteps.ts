import { evaluateTree } from "../expression/evaluateTree.ts";
import type { Scope } from "../expression/expression.ts";
import { operandsOf, type BinaryOperator, type ExpressionTree } from "../expression/expressionTree.ts";
import type { FormulaStep, StepName, StepOperand } from "../tensor/kernels/formulaOptions.ts";

/** Says which of the kernel's tensors a name of the formula is. */
export type Names = Readonly<Record<string, "a" | "b" | "y">>;

const OPERATORS: { readonly [Operator in BinaryOperator]?: StepName } = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
};
const FUNCTIONS: ReadonlySet<string> = new Set<StepName>(["abs", "exp", "log", "sigmoid", "sqrt", "tanh"]);

/**
 * Returns a formula as steps of kernels, to the bit what `compileTree` gives in float32; null where an operation is no kernel. A part
 * that is shared is one step; what holds no name of a tensor is a number, worked out in double and rounded once.
 */
export function formulaSteps(tree: ExpressionTree, names: Names, values: Scope = {}): readonly FormulaStep[] | null {
  const steps: FormulaStep[] = [];
  const known = new Map<ExpressionTree, StepOperand | null>();
  const placed = (name: StepName, ...parts: readonly ExpressionTree[]): StepOperand | null => {
    const operands = parts.map(operandOf);
    if (operands.includes(null)) return null;
    steps.push({ name, operands: operands as readonly StepOperand[] });
    return { step: steps.length - 1 };
  };
  const operandOf = (part: ExpressionTree): StepOperand | null => {
    const made = known.get(part) ?? madeOf(part);
    known.set(part, made);
    return made;
  };
  const madeOf = (part: ExpressionTree): StepOperand | null => {
    if (!holdsAny(part, names)) return { value: Math.fround(evaluateTree(part, values)) };
    switch (part.kind) {
      case "name":
        return { tensor: names[part.name]! };
      case "sign":
        return part.operator === "-" ? placed("neg", part.operand) : operandOf(part.operand);
      case "binary": {
        const name = OPERATORS[part.operator];
        if (name !== undefined) return placed(name, part.left, part.right);
        if (part.operator !== "^" || holdsAny(part.right, names)) return null;
        const exponent = Math.fround(evaluateTree(part.right, values));
        // The square of a float32 is exact in double.
        if (exponent === 2) return placed("mul", part.left, part.left);
        return exponent === 0.5 ? placed("sqrt", part.left) : null;
      }
      case "call":
        return FUNCTIONS.has(part.name) ? placed(part.name as StepName, ...part.operands) : null;
      default:
        return null;
    }
  };
  const result = operandOf(tree);
  return result !== null && "step" in result ? steps : null;
}

/** Says whether a part holds one of the names. */
function holdsAny(part: ExpressionTree, names: Names): boolean {
  if (part.kind === "name") return Object.hasOwn(names, part.name);
  return operandsOf(part).some((operand) => holdsAny(operand, names));
}
