/** @typedef {{ id: string, type: string, position: { x: number, y: number }, settings?: Record<string, string> }} TowerNode */

/**
 * Returns a graph that trains: residual blocks of five nodes one after another, and a mean as its loss. 99 blocks make 501
 * nodes and 666 wires.
 *
 * @param {number} blocks
 */
export function towerGraph(blocks) {
  /** @type {TowerNode[]} */
  const nodes = [];
  /** @type {{ from: string, to: string }[]} */
  const edges = [];
  const rows = Math.ceil(Math.sqrt((blocks * 5 + 6) * 0.6));
  /**
   * @param {string} id
   * @param {string} type
   * @param {Record<string, string>} inputs
   * @param {Record<string, string>} [settings]
   */
  const add = (id, type, inputs, settings) => {
    const at = nodes.length;
    const position = { x: 264 * Math.floor(at / rows), y: 344 * (at % rows) };
    nodes.push({ id, type, position, ...(settings === undefined ? {} : { settings }) });
    for (const [port, from] of Object.entries(inputs)) edges.push({ from: `${from}.out`, to: `${id}.${port}` });
  };
  const values = Array.from({ length: 32 }, (_, at) => (((at * 37) % 64) / 32 - 1).toFixed(3)).join(", ");
  add("x", "constant", {}, { values, shape: "8, 4" });
  let last = "x";
  for (let block = 0; block < blocks; block++) {
    add(`up${block}`, "linear", { x: last }, { out: "4" });
    add(`act${block}`, "tanh", { x: `up${block}` });
    add(`gate${block}`, "sigmoid", { x: `up${block}` });
    add(`mix${block}`, "mul", { a: `act${block}`, b: `gate${block}` });
    // Two of three blocks add what they were given.
    if (block % 3 === 2) add(`out${block}`, "tanh", { x: `mix${block}` });
    else add(`out${block}`, "add", { a: `mix${block}`, b: last });
    last = `out${block}`;
  }
  add("left", "tanh", { x: last });
  add("right", "sigmoid", { x: last });
  add("both", "add", { a: "left", b: "right" });
  add("loss", "mean", { x: "both" });
  add("sgd", "sgd", { loss: "loss" }, { lr: "0.01" });
  return { format: "wiregrad/graph", version: 2, title: `${nodes.length} nodes`, seed: 1, nodes, edges };
}
