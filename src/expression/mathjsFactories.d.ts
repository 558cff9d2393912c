import type { MathjsNode } from "./readMathjsTree.ts";

/** The factories that the package exports, and that its own types do not name. */
declare module "mathjs/number" {
  type Factory<Made> = (dependencies: Readonly<Record<string, unknown>>) => Made;

  export const createParse: Factory<(text: string) => MathjsNode>;
  export const createNode: Factory<unknown>;
  export const createSymbolNode: Factory<unknown>;
  export const createAccessorNode: Factory<unknown>;
  export const createArrayNode: Factory<unknown>;
  export const createAssignmentNode: Factory<unknown>;
  export const createBlockNode: Factory<unknown>;
  export const createConditionalNode: Factory<unknown>;
  export const createConstantNode: Factory<unknown>;
  export const createFunctionAssignmentNode: Factory<unknown>;
  export const createFunctionNode: Factory<unknown>;
  export const createIndexNode: Factory<unknown>;
  export const createObjectNode: Factory<unknown>;
  export const createOperatorNode: Factory<unknown>;
  export const createParenthesisNode: Factory<unknown>;
  export const createRangeNode: Factory<unknown>;
  export const createRelationalNode: Factory<unknown>;
}
