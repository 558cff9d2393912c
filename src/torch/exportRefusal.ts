import { formatDiagnostic } from "../base/diagnostic.ts";
import type { Plan } from "../program/plan/plan.ts";

/** Says why a graph has no script, in one sentence, or null when it has one: it has a fault, or no node that is wired. */
export function exportRefusal(plan: Plan): string | null {
  const [general] = plan.diagnostics;
  if (general !== undefined) return `${CANNOT}: ${formatDiagnostic(general)}`;
  const nodes = [...plan.nodes.values()];
  const placeholder = nodes.find(({ nodeType }) => nodeType === null);
  if (placeholder !== undefined) {
    const { type } = plan.graph.nodes.find(({ id }) => id === placeholder.id)!;
    return `${CANNOT}: node ${JSON.stringify(placeholder.id)} is a placeholder, ${JSON.stringify(type)} is no type that is known here`;
  }
  const faulty = nodes.find(({ status }) => status === "error");
  if (faulty !== undefined) return `${CANNOT}: ${formatDiagnostic(faulty.diagnostics[0]!)}`;
  if (!nodes.some(({ status }) => status === "ready")) return `${CANNOT}: there is nothing to compute yet`;
  return null;
}

const CANNOT = "This graph has no PyTorch code";
