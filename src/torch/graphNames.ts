import { formatEndpoint, type Endpoint } from "../base/endpoint.ts";
import type { NodeTypeCode } from "../nodes/nodeCodes.ts";
import { nodeCodes } from "../nodes/nodeCodes.ts";
import type { Plan, PlannedNode } from "../program/plan/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { VariableNames } from "./variableNames.ts";

/** Holds what everything of a graph is called in its script. */
export class GraphNames {
  /** By `node.port`: of outputs, parameters, buffers. */
  readonly all = new Map<string, string>();
  readonly #names: VariableNames;
  readonly #variables = new Map<string, string>();
  readonly #locals = new Map<string, string>();

  /**
   * @param nodes those that the script has.
   * @param taken words that are taken besides.
   */
  constructor(plan: Plan, nodes: readonly PlannedNode[], taken = "") {
    this.#names = new VariableNames(taken);
    for (const name of Object.keys(plan.graph.variables)) this.#variables.set(name, this.#names.claim(name));
    const drawn = new Set(plan.parameters.map(({ tensor }) => tensor));
    // What an id says comes first, so that most variables are called as their nodes are.
    for (const short of [false, true]) for (const node of nodes) this.#nameOutputs(node, drawn, short);
    this.#nameOwn(plan, nodes);
  }

  /** The variable of one of the graph's own. */
  variable(name: string): string | undefined {
    return this.#variables.get(name);
  }

  /** The variable of an output, a parameter or a buffer. */
  of(endpoint: Endpoint): string {
    const name = this.all.get(formatEndpoint(endpoint));
    if (name === undefined) throw new TypeError(`${formatEndpoint(endpoint)} has no variable`);
    return name;
  }

  /** Another variable of a node: the same at each call. */
  local(node: string, name: string): string {
    const key = formatEndpoint({ node, port: name });
    const known = this.#locals.get(key) ?? this.#names.claim(name, `${node}_${name}`);
    this.#locals.set(key, known);
    return known;
  }

  #nameOutputs({ id, outputs, nodeType }: PlannedNode, drawn: ReadonlySet<Tensor>, wantsShort: boolean): void {
    const { pythonNames = {} } = codeOf(nodeType!.type);
    const ports = Object.keys(outputs);
    for (const port of ports) {
      const value = outputs[port]!;
      const full = ports.length === 1 ? id : `${id}_${port}`;
      const short = pythonNames[port];
      if ((short !== undefined) !== wantsShort) continue;
      const isOwn = value.kind === "tensor" && drawn.has(value.tensor);
      // The table `C` of a node `C` is called so, and what it looks up otherwise.
      const isTaken = !isOwn && Object.values(pythonNames).includes(id) && short === undefined;
      const wanted = isTaken ? `${id}_${port}` : full;
      this.#set({ node: id, port }, short === undefined ? [wanted] : [short, `${short}_${id}`]);
    }
  }

  /** Parameters by their short names, `W1`, `b1`, where their type has some: numbered where several nodes have. */
  #nameOwn(plan: Plan, nodes: readonly PlannedNode[]): void {
    const outputs = new Map(
      nodes.flatMap(({ id, outputs }) =>
        Object.entries(outputs).flatMap(([port, value]) =>
          value.kind === "tensor" ? [[value.tensor, this.of({ node: id, port })] as const] : [],
        ),
      ),
    );
    const own = [
      ...plan.parameters.map(({ node, name, tensor }) => ({ node, port: name, tensor })),
      ...plan.buffers
        .filter(({ node, mover }) => mover.node === node)
        .map(({ node, port, tensor }) => ({ node, port, tensor })),
    ];
    const types = new Map(nodes.map(({ id, nodeType }) => [id, nodeType!.type]));
    const owners = new Map<string, string[]>();
    for (const { node } of own) {
      const type = types.get(node)!;
      const same = owners.get(type) ?? [];
      if (!same.includes(node)) same.push(node);
      owners.set(type, same);
    }
    for (const { node, port, tensor } of own) {
      const output = outputs.get(tensor);
      if (output !== undefined) {
        this.all.set(formatEndpoint({ node, port }), output);
        continue;
      }
      const type = types.get(node)!;
      const short = codeOf(type).pythonNames?.[port];
      const same = owners.get(type)!;
      const numbered = same.length === 1 ? short : `${short}${same.indexOf(node) + 1}`;
      this.#set({ node, port }, short === undefined ? [`${node}_${port}`] : [numbered!, `${node}_${port}`]);
    }
  }

  #set(endpoint: Endpoint, wanted: readonly string[]): void {
    this.all.set(formatEndpoint(endpoint), this.#names.claim(...(wanted as [string, ...string[]])));
  }
}

/** Returns the code of a node type that the catalogue has. */
export function codeOf(type: string): NodeTypeCode {
  const code = nodeCodes.get(type);
  if (code === undefined) throw new TypeError(`${type} has no code`);
  return code;
}
