import { pythonNumber } from "../base/pythonLiteral.ts";
import type { BinaryOperator, ExpressionTree } from "./expressionTree.ts";
import { findConstant } from "./functions.ts";

/** Holds Python code of a number, and whether Python makes an `int` of it. */
export interface PythonFormula {
  readonly code: string;
  readonly whole: boolean;
}

/** Says what stands for a name of an expression: a variable of the script. */
export type PythonNames = (name: string) => PythonFormula | undefined;

/** Binds more tightly than all operators do. */
const ATOM = 9;
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "//": 5,
  "%": 5,
  "^": 7,
};
const SIGN = 6;
const CONDITIONAL = 1;
const COMPARISON = 3;

interface Part extends PythonFormula {
  readonly binds: number;
}

/**
 * Returns an expression of numbers as Python code that gives the same number, `math` imported. A name that nothing stands for stays as it
 * is.
 */
export function pythonFormula(tree: ExpressionTree, names: PythonNames): PythonFormula {
  const { code, whole } = write(tree, names);
  return { code, whole };
}

function write(tree: ExpressionTree, names: PythonNames): Part {
  const part = (operand: ExpressionTree): Part => write(operand, names);
  switch (tree.kind) {
    case "number":
      return atom(pythonNumber(tree.value), Number.isInteger(tree.value) && /^\d+$/.test(String(tree.value)));
    case "name":
      return nameOf(tree.name, names);
    case "sign": {
      const operand = part(tree.operand);
      return { code: `${tree.operator}${inside(operand, SIGN)}`, whole: operand.whole, binds: SIGN };
    }
    case "binary":
      return binary(tree.operator, part(tree.left), part(tree.right), tree.right);
    case "comparison":
      return { code: `1 if ${comparison(tree, part)} else 0`, whole: true, binds: CONDITIONAL };
    case "conditional": {
      const [yes, no] = [part(tree.yes), part(tree.no)];
      const condition =
        tree.condition.kind === "comparison"
          ? comparison(tree.condition, part)
          : `${inside(part(tree.condition), COMPARISON + 1)} != 0`;
      return {
        code: `${inside(yes, CONDITIONAL + 1)} if ${condition} else ${inside(no, CONDITIONAL)}`,
        whole: yes.whole && no.whole,
        binds: CONDITIONAL,
      };
    }
    case "call":
      return call(tree.name, tree.operands.map(part));
  }
}

function nameOf(name: string, names: PythonNames): Part {
  const known = names(name);
  if (known !== undefined) return atom(known.code, known.whole);
  return findConstant(name) === undefined ? atom(name, false) : atom(`math.${name}`, false);
}

function binary(operator: BinaryOperator, left: Part, right: Part, exponent: ExpressionTree): Part {
  const binds = PRECEDENCE[operator];
  const isPower = operator === "^";
  // A power goes from right to left, all others from left to right.
  const code = `${inside(left, isPower ? binds + 1 : binds)} ${isPower ? "**" : operator} ${inside(right, isPower ? SIGN : binds + 1)}`;
  const both = left.whole && right.whole;
  const whole = both && operator !== "/" && (!isPower || exponent.kind === "number");
  return { code, whole, binds };
}

function comparison(
  { operators, operands }: Extract<ExpressionTree, { kind: "comparison" }>,
  part: (operand: ExpressionTree) => Part,
): string {
  return operands
    .map((operand, at) => `${at === 0 ? "" : ` ${operators[at - 1]!} `}${inside(part(operand), COMPARISON + 1)}`)
    .join("");
}

/** Functions that Python writes otherwise than as one of `math`. */
const WRITTEN: Readonly<Record<string, (...operands: readonly Part[]) => Part>> = {
  abs: (x) => atom(`abs(${x.code})`, x.whole),
  max: (...all) => atom(all.length === 1 ? `(${all[0]!.code})` : `max(${listed(all)})`, all.every(isWhole)),
  min: (...all) => atom(all.length === 1 ? `(${all[0]!.code})` : `min(${listed(all)})`, all.every(isWhole)),
  round: (x) => atom(`round(${x.code})`, true),
  floor: (x) => atom(`math.floor(${x.code})`, true),
  ceil: (x) => atom(`math.ceil(${x.code})`, true),
  pow: (x, y) => ({ code: `${inside(x, 8)} ** ${inside(y, SIGN)}`, whole: false, binds: 7 }),
  // Without the overflow of math.exp.
  sigmoid: (x) => atom(`(0.5 + 0.5 * math.tanh(0.5 * ${inside(x, 6)}))`, false),
  sign: (x) => atom(`((${inside(x, COMPARISON + 1)} > 0) - (${inside(x, COMPARISON + 1)} < 0))`, true),
};

function call(name: string, operands: readonly Part[]): Part {
  const own = Object.hasOwn(WRITTEN, name) ? WRITTEN[name] : undefined;
  return own?.(...operands) ?? atom(`math.${name}(${listed(operands)})`, false);
}

const isWhole = ({ whole }: Part): boolean => whole;
const listed = (parts: readonly Part[]): string => parts.map(({ code }) => code).join(", ");

function atom(code: string, whole: boolean): Part {
  return { code, whole, binds: ATOM };
}

/** The code, in parentheses where what is around it would bind more tightly. */
function inside({ code, binds }: Part, least: number): string {
  return binds >= least ? code : `(${code})`;
}
