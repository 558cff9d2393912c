import type { Told } from "../../ops/contract/told.ts";
import type { Role } from "./role.ts";
import type { InputValues, OutputValues } from "./value.ts";
import type { ResolvedSettings } from "../settings/setting.ts";
import type { Ports } from "./port.ts";
import type { Settings } from "../settings/setting.ts";
import type { Builder } from "./builder.ts";
import type { ByRows } from "./byRows.ts";
import type { NodeModule } from "./module.ts";
import type { NodeCode, TorchNames } from "./torch.ts";

export type Category = "data" | "parameters" | "shape" | "maths" | "training";

/** Holds what a user can wire: ports, settings, the ops that it stands for, and its help. */
export interface NodeType<I extends Ports = Ports, O extends Ports = Ports, S extends Settings = Settings> {
  /** The name in a file: `cross_entropy`. */
  readonly type: string;
  /** The name on the card: `CrossEntropy`. */
  readonly title: string;
  readonly category: Category;
  /** What it is to those who do not know it by its name. */
  readonly role?: Role;
  /** One sentence for the palette. */
  readonly summary: string;
  /** A paragraph of help: what it computes, with shapes, and the PyTorch code that it stands for. */
  readonly help: string;
  /**
   * PyTorch code that does the same, as a person would write it in a notebook: the one source of the code on the card, in
   * the help and in what is exported. Wherever it is read, `nodeCodes` has it: the built site loads it when it is asked for.
   */
  readonly torch: (settings: ResolvedSettings<S>, names: TorchNames<I, O>) => NodeCode;
  /**
   * What it is as a module of `torch.nn`, under a name; null where these settings and wires make it none. A type without it is
   * written by `torch`, with parameters that the model holds for it.
   */
  readonly module?: (settings: ResolvedSettings<S>, names: TorchNames<I, O>, self: string) => NodeModule | null;
  /** What its outputs and parameters are called in code, where that is not after the node's id: `{ x: "X" }`. */
  readonly pythonNames?: Readonly<Record<string, string>>;
  /** What it does with the rows of the examples, where several processes share them; absent: it mixes them. */
  readonly byRows?: ByRows<S>;
  /** What a step of it does, in words, where its ops do not say it: of several ops, of an optimiser. */
  readonly told?: Partial<Told>;
  readonly inputs: I;
  readonly outputs: O;
  /** Optional inputs of which at least one is to be wired. */
  readonly anyOf?: readonly (keyof I & string)[];
  readonly settings: S;
  /** True for nodes that run when the graph is compiled and are no steps of the debugger. */
  readonly data?: boolean;
  readonly build: (inputs: InputValues<I>, settings: ResolvedSettings<S>, builder: Builder) => OutputValues<O>;
}

/** Declares a node type. The result's `build` takes what the compiler hands over: values by port name. */
export function defineNodeType<const I extends Ports, const O extends Ports, const S extends Settings>(
  nodeType: NodeType<I, O, S>,
): NodeType {
  // The compiler checks kinds of wires and resolves settings by these same tables before it calls `build`.
  return nodeType as unknown as NodeType;
}
