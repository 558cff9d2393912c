import { backends } from "../../backends.ts";
import { Contender, type Start } from "./contender.ts";
import { installPeers } from "./installPeers.ts";
import { openBlas } from "./openBlas.ts";

const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** Our backends, by name: `plain` first, whose bits are those of all others. */
export const ours: readonly string[] = Object.keys(backends);

/** The peers, by name. */
const peers = ["torch", "jax", "tfjs-wasm", "tfjs-cpu"] as const;

/** What they are called in tables. */
export const titles: Readonly<Record<string, string>> = {
  torch: "PyTorch",
  jax: "jax-js",
  "tfjs-wasm": "tfjs wasm",
  "tfjs-cpu": "tfjs cpu",
};

/**
 * Starts everyone who is to take part, or those of `only`. Whoever cannot is left out, with one sentence to `say`.
 *
 * @param program what `-- --serve NAME` starts one of our backends with: this benchmark itself
 */
export async function startContenders(
  program: string,
  only: readonly string[],
  say: (sentence: string) => void,
): Promise<Contender[]> {
  const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
  const node = process.execPath;
  const starts: Start[] = ours.map((name) => ({ name, command: node, args: [program, "--serve", name] }));
  const inNode = peers.filter((name) => name !== "torch").filter(wanted);
  const refusal = inNode.length === 0 ? null : installPeers();
  if (refusal !== null) say(refusal);
  if (wanted("torch")) {
    const { folder, refusal: noBlas } = openBlas();
    if (noBlas !== null) say(noBlas);
    const env = folder === null ? ONE_THREAD : { ...ONE_THREAD, LD_LIBRARY_PATH: folder };
    starts.push({ name: "torch", command: "/usr/bin/python3", args: ["test/bench/peers/eager_torch.py"], env });
  }
  if (refusal === null) {
    for (const name of inNode) {
      const [library, ...backend] = name.split("-");
      starts.push({ name, command: node, args: [`test/bench/peers/${library}.mjs`, ...backend] });
    }
  }
  const contenders: Contender[] = [];
  for (const start of starts.filter(({ name }) => wanted(name))) {
    const contender = new Contender(start);
    try {
      await contender.ready();
      contenders.push(contender);
    } catch (error) {
      contender.end();
      const why = error instanceof Error ? error.message : String(error);
      const remedy = start.name === "torch" ? " (Debian: python3-torch)" : "";
      say(`${titles[start.name] ?? start.name} does not take part${remedy}: ${why}.`);
    }
  }
  return contenders;
}
