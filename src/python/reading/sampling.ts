import { nodeTypeOf } from "../meanings/tensorWords.ts";
import type { Stmt } from "../syntax/tree.ts";
import { modelOf } from "./calls.ts";
import type { Reader } from "./reader.ts";

const DRAWN = /probs = F\.softmax\((\w+)\(context\) \/ ([^,\n]+), dim=1\)/;
const KEPT = /(\w+)\[row, at\] = token\.item\(\)/;

/**
 * Reads the loop with which a script of ours draws words from its model, as a node that does. Says whether it is that loop.
 */
export function sampling(reader: Reader, loop: Stmt): boolean {
  const text = reader.source.text.slice(loop.at, loop.end);
  const [drawn, kept] = [DRAWN.exec(text), KEPT.exec(text)];
  if (!reader.own || drawn === null || kept === null) return false;
  const [fn, table] = [reader.globals.find(drawn[1]!), reader.globals.find(kept[1]!)];
  const model = fn?.kind === "function" ? modelOf(reader, fn) : null;
  if (model === null || table?.kind !== "tensor" || table.node === null) return false;
  const [count, longest] = table.dims ?? [];
  const generator = reader.globals.find(/generator=(\w+)/.exec(text)?.[1] ?? "");
  const seed = generator?.kind === "generator" && generator.state.seed !== null ? String(generator.state.seed) : "0";
  const settings = { count: count?.text ?? "", max_length: longest?.text ?? "", seed, temperature: drawn[2]! };
  const node = reader.node(nodeTypeOf.sample, settings, { logits: reader.output(model, loop.at) }, table.node.at);
  node.name = table.node.name;
  table.node.name = null;
  reader.globals.bind(kept[1]!, reader.tensor(node, table.dims, "int", "ids"));
  return true;
}
