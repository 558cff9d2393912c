import { pythonString, pythonTuple } from "../base/pythonLiteral.ts";
import type { ScriptLine } from "../protocol/script/script.ts";
import type { ModelParts } from "./modelParts.ts";
import type { ModuleModel } from "./moduleModel.ts";
import type { ModulePlace } from "./modulePlaces.ts";
import { MODEL, PARALLEL } from "./nodeWriter.ts";
import { ownLine } from "./ownLine.ts";
import { trainedOf } from "./parameterLines.ts";

/** Returns the class of a model, after those classes of the script's own that its modules are of. */
export function classLines(parts: ModelParts, { forward }: ModuleModel): readonly ScriptLine[] {
  const { places, plan, writer } = parts;
  const classes = new Set<string>();
  const attributes: ScriptLine[] = [];
  for (const id of new Set(places.all.map(({ node }) => node))) {
    const own = places.ofNode(id);
    const { module } = writer.inModule(plan.nodes.get(id)!, places, "self", true);
    if (module?.of !== undefined) classes.add(module.of.join("\n"));
    const made = module === null ? bareLines(own) : [`self.${own[0]!.module} = ${module.made}`];
    attributes.push(...made.map((code) => ({ ...ownLine("model", code, 2), node: id })));
  }
  return [
    ...[...classes].flatMap((text) => [...text.split("\n").map(toLine), ownLine("model", "")]),
    ownLine("model", "class Model(nn.Module):"),
    ownLine("model", "def __init__(self):", 1),
    ownLine("model", "super().__init__()", 2),
    ...attributes,
    ...forward,
  ];
}

/** The parameters of a node that is no module of PyTorch's. */
function bareLines(places: readonly ModulePlace[]): readonly string[] {
  return [
    ...(places.some(({ key, module }) => key !== module) ? [`self.${places[0]!.module} = nn.Module()`] : []),
    ...places.map(({ key, module, shape, transposed, isBuffer }) => {
      const sizes = transposed ? shape.toReversed() : shape;
      const empty = `torch.empty(${pythonTuple(sizes.map(String))})`;
      if (!isBuffer) return `self.${key} = nn.Parameter(${empty})`;
      return `self.${module}.register_buffer(${pythonString(key.slice(module.length + 1))}, ${empty})`;
    }),
  ];
}

/** Makes what calls the model, several processes averaging its gradients. Buffers are the same in all of them anyway. */
export const PARALLEL_MODEL = ownLine(
  "parameters",
  `${PARALLEL} = ${MODEL} if rank < 0 else nn.parallel.DistributedDataParallel(${MODEL}, broadcast_buffers=False)`,
);

/** Returns what makes the model and puts into it what was drawn, and the list of what optimisers move. */
export function modelLines({ plan, places, names }: ModelParts, { rebound }: ModuleModel): readonly ScriptLine[] {
  const trained = trainedOf(plan).map(({ node, name }) => places.of(node, name)!);
  const isAll = trained.length === plan.parameters.length && trained.length > 0;
  const list = isAll ? `list(${MODEL}.parameters())` : `[${trained.map(({ key }) => `${MODEL}.${key}`).join(", ")}]`;
  return [
    ownLine("parameters", `${MODEL} = Model()`),
    ownLine("parameters", `${MODEL}.load_state_dict({`),
    ...places.all.map(({ node, name, key, transposed }) => ({
      ...ownLine("parameters", `${pythonString(key)}: ${names.of({ node, port: name })}${transposed ? ".T" : ""},`, 1),
      node,
    })),
    ownLine("parameters", "})"),
    ...rebound.map(({ variable, key }) => ownLine("parameters", `${variable} = ${MODEL}.${key}`)),
    ...(isAll ? [] : [ownLine("parameters", `${MODEL}.requires_grad_(False)`)]),
    ...(trained.length === 0 ? [] : [ownLine("parameters", `parameters = ${list}`)]),
    ...(isAll || trained.length === 0
      ? []
      : [ownLine("parameters", "for p in parameters:"), ownLine("parameters", "p.requires_grad = True", 1)]),
  ];
}

/** The lines of a class stand indented, as they are read. */
function toLine(text: string): ScriptLine {
  const [spaces] = /^ */.exec(text)!;
  return ownLine("model", text.trimStart(), spaces.length / 4);
}
