import { DiagnosticError } from "../../base/diagnostic.ts";
import type { SettingValue } from "../../nodes/settings/kinds/settingKind.ts";
import { checkGraph } from "../checkGraph.ts";
import { addNode, connect, move, renameNode, setSetting } from "./nodeEdits.ts";
import { paste } from "./paste.ts";
import { remove } from "./remove.ts";
import { removeVariable, renameVariable, setVariable } from "./variableEdits.ts";
import type { Graph, GraphComment, GraphEdge, GraphNode, Position, Size } from "../graph.ts";
import { sizeRefusal } from "../sizeRefusal.ts";

/**
 * Describes one change of a document. Nodes are named by id, wires by the input that they end in (an input has at most
 * one), comments by their place in the list.
 */
export type Edit =
  /** Adds a node; without an `id` it gets `freshId(graph, nodeType)`. */
  | {
      readonly type: "addNode";
      readonly nodeType: string;
      readonly id?: string;
      readonly position?: Position;
      readonly settings?: Readonly<Record<string, SettingValue>>;
    }
  /**
   * Takes wires, nodes and comments away. Where a node had one wired input and one output of the same kind,
   * its source is joined to what it led to: without its view, the embedding is wired to the linear node.
   */
  | {
      readonly type: "remove";
      readonly nodes?: readonly string[];
      readonly edges?: readonly string[];
      readonly comments?: readonly number[];
    }
  /** Puts nodes and comments elsewhere. */
  | {
      readonly type: "move";
      readonly nodes?: readonly { readonly id: string; readonly position: Position }[];
      readonly comments?: readonly { readonly index: number; readonly position: Position }[];
    }
  /** Wires an output to an input, in place of the wire that was in it. */
  | { readonly type: "connect"; readonly from: string; readonly to: string }
  /** Takes the wire out of an input. */
  | { readonly type: "disconnect"; readonly to: string }
  /** Sets a setting; `null` leaves it to the node type's default. */
  | { readonly type: "setSetting"; readonly id: string; readonly setting: string; readonly value: SettingValue | null }
  /** Gives a node another id, which `nodeNameRefusal` lets pass; its wires follow. */
  | { readonly type: "renameNode"; readonly id: string; readonly to: string }
  /** Adds a variable or changes its expression. */
  | { readonly type: "setVariable"; readonly name: string; readonly text: string }
  /** Gives a variable another name; expressions that use it follow. */
  | { readonly type: "renameVariable"; readonly name: string; readonly to: string }
  | { readonly type: "removeVariable"; readonly name: string }
  | { readonly type: "setTitle"; readonly title: string }
  | { readonly type: "setDescription"; readonly description: string }
  | { readonly type: "setSeed"; readonly seed: number }
  /** Adds a comment at the end of the list. */
  | { readonly type: "addComment"; readonly comment: GraphComment }
  | {
      readonly type: "setComment";
      readonly index: number;
      readonly text?: string;
      readonly position?: Position;
      readonly size?: Size;
    }
  /**
   * Adds copies of nodes, the wires between them, and comments, moved by `offset`. Ids that are taken are
   * replaced: `pastedIds(graph, nodes)` says by which.
   */
  | {
      readonly type: "paste";
      readonly nodes: readonly GraphNode[];
      readonly edges: readonly GraphEdge[];
      readonly comments?: readonly GraphComment[];
      readonly offset: Position;
    };

/**
 * Returns the document after an edit; the same object when nothing changes. Unchanged parts are shared with the one
 * before. Throws a DiagnosticError when the edit makes no sense or what comes out would be no document.
 */
export function applyEdit(graph: Graph, edit: Edit): Graph {
  const after = change(graph, edit);
  if (after === graph) return graph;
  // A drag moves nodes at every frame, and checks its own coordinates.
  const diagnostics = edit.type === "move" ? [] : [...checkGraph(after), ...sizeRefusal(after)];
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return after;
}

function change(graph: Graph, edit: Edit): Graph {
  switch (edit.type) {
    case "addNode":
      return addNode(graph, edit);
    case "remove":
      return remove(graph, edit);
    case "move":
      return move(graph, edit);
    case "connect":
      return connect(graph, edit.from, edit.to);
    case "disconnect":
      return remove(graph, { edges: [edit.to] });
    case "setSetting":
      return setSetting(graph, edit.id, edit.setting, edit.value);
    case "renameNode":
      return renameNode(graph, edit.id, edit.to);
    case "setVariable":
      return setVariable(graph, edit.name, edit.text);
    case "renameVariable":
      return renameVariable(graph, edit.name, edit.to);
    case "removeVariable":
      return removeVariable(graph, edit.name);
    case "setTitle":
      return edit.title === graph.title ? graph : { ...graph, title: edit.title };
    case "setDescription":
      return edit.description === graph.description ? graph : { ...graph, description: edit.description };
    case "setSeed":
      return edit.seed === graph.seed ? graph : { ...graph, seed: edit.seed };
    case "addComment":
      return { ...graph, comments: [...graph.comments, edit.comment] };
    case "setComment":
      return setComment(graph, edit);
    case "paste":
      return paste(graph, edit);
  }
}

function setComment(graph: Graph, edit: Extract<Edit, { readonly type: "setComment" }>): Graph {
  const comment = graph.comments[edit.index];
  if (comment === undefined) throw DiagnosticError.of(`there is no comment ${edit.index}`);
  const after: GraphComment = {
    ...comment,
    text: edit.text ?? comment.text,
    position: { ...comment.position, ...edit.position },
    size: { ...comment.size, ...edit.size },
  };
  return { ...graph, comments: graph.comments.with(edit.index, after) };
}
