import type { Graph } from "../../src/graph/graph.ts";
import { writeNotebook } from "../../src/io/notebook.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { exportedOf } from "../torch/exportedOf.ts";
import { texts } from "./comesBack.ts";

/** The files that a graph is written to, with the losses of its own run that they hold theirs against. */
export const forms = {
  "a script for one process or several": (graph: Graph): [string, string] => {
    const { plan: planned, exported } = exportedOf(graph, texts, 3);
    return [scriptText(writeScript(planned, exported, { torchrun: true })), "other.py"];
  },
  "a notebook": (graph: Graph): [string, string] => {
    const { plan: planned, exported } = exportedOf(graph, texts, 3);
    return [writeNotebook(graph, writeScript(planned, exported), { ...exported, goesOnFrom: null }), "other.ipynb"];
  },
  "a class of nn.Module": (graph: Graph): [string, string] => {
    const { plan: planned, exported } = exportedOf(graph, texts, 3);
    return [scriptText(writeScript(planned, exported, { style: "module" })), "other.py"];
  },
} as const;
