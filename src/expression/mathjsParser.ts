import {
  createAccessorNode,
  createArrayNode,
  createAssignmentNode,
  createBlockNode,
  createConditionalNode,
  createConstantNode,
  createFunctionAssignmentNode,
  createFunctionNode,
  createIndexNode,
  createNode,
  createObjectNode,
  createOperatorNode,
  createParenthesisNode,
  createParse,
  createRangeNode,
  createRelationalNode,
  createSymbolNode,
} from "mathjs/number";
import type { MathjsNode } from "./readMathjsTree.ts";

/** Of the signatures of a function, that of one text is called here, and no other: what `typed-function` is for. */
const typed = Object.assign(
  (_name: string, { string }: { readonly string: (text: string) => unknown }): ((text: string) => unknown) => string,
  { addConversion: () => undefined },
);

/** What the parser and its nodes ask for; all that is null or empty they would need to evaluate, which nobody does. */
const basics = {
  typed,
  numeric: Number,
  config: { number: "number", numberFallback: "number" },
  mathWithTransform: {},
  math: {},
  subset: null,
  size: null,
  isBounded: null,
  ResultSet: null,
};
const withNode = { ...basics, Node: createNode(basics) };
const withSymbols = { ...withNode, SymbolNode: createSymbolNode(withNode) };

/**
 * Is mathjs' parser, put together of its parts. The package's own way, `create({ parseDependencies })`, brings the
 * dispatch on types and all that evaluates, a twentieth of the page's first screen, and mathjs only parses here.
 */
export const parseWithMathjs: (text: string) => MathjsNode = createParse({
  ...withSymbols,
  AccessorNode: createAccessorNode(withSymbols),
  ArrayNode: createArrayNode(withSymbols),
  AssignmentNode: createAssignmentNode(withSymbols),
  BlockNode: createBlockNode(withSymbols),
  ConditionalNode: createConditionalNode(withSymbols),
  ConstantNode: createConstantNode(withSymbols),
  FunctionAssignmentNode: createFunctionAssignmentNode(withSymbols),
  FunctionNode: createFunctionNode(withSymbols),
  IndexNode: createIndexNode(withSymbols),
  ObjectNode: createObjectNode(withSymbols),
  OperatorNode: createOperatorNode(withSymbols),
  ParenthesisNode: createParenthesisNode(withSymbols),
  RangeNode: createRangeNode(withSymbols),
  RelationalNode: createRelationalNode(withSymbols),
});
