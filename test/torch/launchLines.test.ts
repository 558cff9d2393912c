/** A script in module style that torchrun may start: the model is one of DistributedDataParallel's. */
import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { datasets, galleryText } from "../contract/graphs/galleryRecords.ts";
import { inserted, notebookGraph } from "../session/graphs.ts";
import { exportedOf } from "./exportedOf.ts";
import { alsoMixed } from "./alsoMixed.ts";

const codeOf = (graph: Graph): string =>
  scriptText(writeScript(exportedOf(graph, datasets, 0).plan, null, { style: "module", torchrun: true }));

describe("a model that several processes share", () => {
  it("takes own rows, and is called through DistributedDataParallel", () => {
    const code = codeOf(notebookGraph());
    expect(code).toContain(
      "\nshared = model if rank < 0 else nn.parallel.DistributedDataParallel(model, broadcast_buffers=False)\n",
    );
    expect(code).toContain("    def forward(self, X):\n");
    expect(code).toContain("    output = shared(X_own)\n");
    expect(code).toContain(" = mean_of_all(F.cross_entropy(output, Y_own), output.shape[0])\n");
    expect(code).not.toContain("class Shared(");
  });

  it("is given own rows of a constant, too", () => {
    const code = codeOf(readGraph(galleryText("xor")));
    expect(code).toContain("    def forward(self, x):\n");
    expect(code).toContain("    output = shared(x_own)\n");
    expect(code).toContain("    error = (guess - y_own) ** 2.0\n");
  });

  it("normalises by the sums of all, and keeps statistics and their counts in checkpoints", () => {
    const code = codeOf(inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x"));
    expect(code).toContain("class BatchNorm1dOfAll(nn.BatchNorm1d):\n");
    expect(code).toContain("        return batch_norm_of_all(x, None, None, ");
    expect(code).toContain("        batch_norm_of_all(self.seen, mean, var, ");
    expect(code).toContain("def batch_norm_of_all(");
    expect(code).toContain(
      '"buffers": [model.norm.running_mean, model.norm.running_var, model.norm.num_batches_tracked],\n',
    );
  });

  it("hands on own rows of a mask, and is used again with all rows", () => {
    const graph = inserted(notebookGraph(), { id: "drop", type: "dropout", settings: {} }, "output.x");
    expect(codeOf(graph)).toMatch(/ {4}mask = own_rows\(torch\.rand\(.*\) < .*\n {4}output = shared\(X_own, mask\)\n/);
    expect(codeOf(readGraph(galleryText("names-mlp")))).toMatch(
      /def evaluated\((\w+)\):\n {4}model\.eval\(\)\n {4}(\w+) = model\(\1\)\n {4}model\.train\(\)\n/,
    );
  });

  it("computes everything in every process where its forward pass mixes examples, and says so", () => {
    const { plan } = exportedOf(alsoMixed(), new Map(), 0);
    const functional = scriptText(writeScript(plan, null, { torchrun: true }));
    expect(functional).toContain("c_own = own_rows(c)");
    const code = codeOf(alsoMixed());
    expect(code).toContain('print("The examples are mixed at \\"turned\\": every process computes everything.")');
    expect(code).not.toContain("own_rows");
    expect(code).not.toContain("DistributedDataParallel");
  });
});
