/** Describes an expression of Python, as far as any of it is read. `at`: its first character in the text. */
export type Expr = { readonly at: number } & (
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  /** A text; null for one with `{…}` in it, whose value is not read. */
  | { readonly kind: "string"; readonly value: string | null }
  | { readonly kind: "literal"; readonly value: true | false | null }
  | { readonly kind: "sequence"; readonly type: "list" | "tuple" | "set"; readonly items: readonly Expr[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Expr, Expr])[] }
  | {
      readonly kind: "comprehension";
      readonly type: "list" | "set" | "dict" | "generator";
      /** One, or key and value of a dict. */
      readonly element: readonly Expr[];
      readonly clauses: readonly Clause[];
    }
  | { readonly kind: "unary"; readonly op: string; readonly operand: Expr }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "conditional"; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: "attribute"; readonly object: Expr; readonly name: string }
  | { readonly kind: "subscript"; readonly object: Expr; readonly items: readonly Expr[] }
  /** `1:3` within a subscript. */
  | { readonly kind: "span"; readonly parts: readonly [Expr | null, Expr | null, Expr | null] }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "call"; readonly callee: Expr; readonly args: readonly Argument[] }
  | { readonly kind: "lambda"; readonly params: readonly Param[]; readonly body: Expr }
  | { readonly kind: "star"; readonly value: Expr }
  /** What is Python and none of these; `what` names it for a sentence. */
  | { readonly kind: "other"; readonly what: string }
);

export type Clause =
  | { readonly kind: "for"; readonly target: Expr; readonly iter: Expr }
  | { readonly kind: "if"; readonly test: Expr };

export interface Argument {
  readonly name: string | null;
  readonly value: Expr;
}

export interface Param {
  readonly name: string;
  readonly value: Expr | null;
}

/** Describes a statement. */
export type Stmt = { readonly at: number; readonly end: number } & (
  | { readonly kind: "evaluate"; readonly value: Expr }
  | { readonly kind: "assign"; readonly targets: readonly Expr[]; readonly value: Expr }
  | { readonly kind: "augment"; readonly target: Expr; readonly op: string; readonly value: Expr }
  | { readonly kind: "for"; readonly target: Expr; readonly iter: Expr; readonly body: readonly Stmt[] }
  | { readonly kind: "while"; readonly test: Expr; readonly body: readonly Stmt[] }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: readonly Stmt[] }
  | { readonly kind: "with"; readonly items: readonly Expr[]; readonly body: readonly Stmt[] }
  | { readonly kind: "def"; readonly name: string; readonly params: readonly Param[]; readonly body: readonly Stmt[] }
  | { readonly kind: "class"; readonly name: string; readonly bases: readonly Expr[]; readonly body: readonly Stmt[] }
  | { readonly kind: "return"; readonly value: Expr | null }
  | { readonly kind: "import"; readonly names: readonly Imported[] }
  | { readonly kind: "leave"; readonly how: "break" | "continue" }
  /** `pass`, `assert`, `global`, `del`: say nothing about the graph. */
  | { readonly kind: "nothing" }
  | { readonly kind: "other"; readonly what: string }
);

export interface Branch {
  readonly test: Expr;
  readonly body: readonly Stmt[];
}

/** Describes what an import binds: a name, and the dotted path that it stands for. */
export interface Imported {
  readonly name: string;
  readonly path: string;
}
