import { cellName } from "../../base/cellName.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { quote } from "../../base/quote.ts";
import { elements, unravel } from "../../base/stridedLayout.ts";
import type { ExportedDocument, ParameterFact } from "../../protocol/exportedDocument.ts";
import { renamedNodes } from "../../graph/changes/renamedNodes.ts";

/** Says what differs between two documents' parameters, their trained numbers and their losses; a line each. */
export function numberChanges(before: ExportedDocument, after: ExportedDocument): string[] {
  return [...trainingChanges(before, after), ...parameterChanges(before, after)];
}

function trainingChanges(before: ExportedDocument, after: ExportedDocument): string[] {
  const lines: string[] = [];
  if (before.iterations !== after.iterations) {
    lines.push(`iterations done: ${formatCount(before.iterations)} → ${formatCount(after.iterations)}`);
  }
  const [old, now] = [lossOf(before), lossOf(after)];
  if (old !== now) lines.push(`loss: ${old} → ${now}`);
  return lines;
}

function lossOf({ lastShown }: ExportedDocument): string {
  return lastShown === null ? "none yet" : `${lastShown.loss} at iteration ${lastShown.iteration}`;
}

function parameterChanges(before: ExportedDocument, after: ExportedDocument): string[] {
  const renamed = renamedNodes(before.graph, after.graph);
  const nowOf = ({ node, name }: ParameterFact): string =>
    formatEndpoint({ node: renamed.get(node) ?? node, port: name });
  const old = new Map(before.parameters.map((fact) => [nowOf(fact), fact]));
  const now = new Map(after.parameters.map((fact) => [keyOf(fact), fact]));
  const lines: string[] = [];
  const [countBefore, count] = [before, after].map(({ parameters }) =>
    parameters.reduce((sum, { shape }) => sum + elements(shape), 0),
  );
  if (countBefore !== count) lines.push(`numbers in parameters: ${formatCount(countBefore!)} → ${formatCount(count!)}`);
  for (const [key, fact] of old) if (!now.has(key)) lines.push(`parameter ${keyOf(fact)} ${sizeOf(fact)} is gone`);
  for (const [key, fact] of now) {
    const was = old.get(key);
    if (was === undefined) lines.push(`parameter ${key} ${sizeOf(fact)} is new`);
    else if (was.shape.join() !== fact.shape.join()) lines.push(`parameter ${key}: ${sizeOf(was)} → ${sizeOf(fact)}`);
    else lines.push(...valueChanges(key, fact, numbersOf(before, was), numbersOf(after, fact)));
  }
  return lines;
}

/** How many numbers of a parameter differ, and the one that differs most. */
function valueChanges(key: string, { shape }: ParameterFact, old: Float32Array, now: Float32Array): string[] {
  let [count, largest, at] = [0, -1, 0];
  for (const [index, value] of now.entries()) {
    if (Object.is(value, old[index])) continue;
    count++;
    // What is not a number is further away than any.
    const distance = Number.isNaN(value - old[index]!) ? Infinity : Math.abs(value - old[index]!);
    if (distance > largest) [largest, at] = [distance, index];
  }
  if (count === 0) return [];
  const cell = cellName(key, unravel(at, shape));
  const counted = `${formatCount(count)} of ${formatCount(now.length)} numbers differ`;
  return [`parameter ${key}: ${counted}, most of all ${cell}: ${old[at]} → ${now[at]}`];
}

function numbersOf({ checkpoint }: ExportedDocument, fact: ParameterFact): Float32Array {
  const kept = checkpoint.parameters[keyOf(fact)];
  if (kept === undefined) throw new Error(`a checkpoint has no numbers of parameter ${quote(keyOf(fact))}`);
  return kept.data;
}

function keyOf({ node, name }: ParameterFact): string {
  return formatEndpoint({ node, port: name });
}

function sizeOf({ shape }: ParameterFact): string {
  return `[${shape.join(", ")}] (${formatCount(elements(shape))})`;
}
