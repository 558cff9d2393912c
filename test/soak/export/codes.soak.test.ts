/**
 * What is recorded of each node type's code is what PyTorch makes of it. `WIREGRAD_RECORD=1 npm run soak -- codes` records it
 * anew, with Debian's PyTorch 1.13.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeCases } from "../../contract/nodes/codeCases.ts";
import { codeOf, ourValues, telling, type Values } from "../../contract/nodes/ranCode.ts";
import { unequalValues, type RecordedCode } from "../../contract/nodes/recordedCode.ts";
import { trainedOn } from "../../contract/nodes/trainedOn.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { TorchProcess } from "../torch/TorchProcess.ts";

const FILE = fileURLToPath(new URL("../../fixtures/codes.json", import.meta.url));

let torch: TorchProcess;
beforeAll(() => {
  torch = new TorchProcess(new URL("serve_scripts.py", import.meta.url));
}, 120_000);
afterAll(() => torch.end());

it("is the code that PyTorch ran", async () => {
  const found: Record<string, RecordedCode> = {};
  for (const { name, node, graph } of codeCases) {
    const trained = trainedOn(graph, node);
    const { script, own } = codeOf(trained, node);
    const code = telling(script, Object.keys(ourValues(trained, node)));
    const { printed, error } = (await torch.ask({ code })) as { printed: string; error: string | null };
    expect(error, `${name}\n${code}`).toBeNull();
    const values = JSON.parse(printed.slice(printed.lastIndexOf("@") + 1)) as Values;
    expect(unequalValues(ourValues(trained, node), values), `${name}\n${code}`).toEqual([]);
    found[name] = { code: own, values };
  }
  if (process.env["WIREGRAD_RECORD"] === "1") writeFileSync(FILE, `${JSON.stringify(found)}\n`);
  else expect(found).toEqual(fixture("codes.json"));
});
