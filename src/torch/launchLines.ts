import { parseEndpoint } from "../base/endpoint.ts";
import { pythonString } from "../base/pythonLiteral.ts";
import type { Plan } from "../program/plan/plan.ts";
import type { ScriptLine } from "../protocol/script/script.ts";
import type { GraphNames } from "./graphNames.ts";
import { batchCountKeys } from "../nodes/stateDict.ts";
import type { ModulePlaces } from "./modulePlaces.ts";
import { GENERATOR, MODEL, type NodeWriter } from "./nodeWriter.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";
import type { NoSharing, Sharing } from "./sharing.ts";

/** Holds what a script that torchrun may start has besides. */
export interface Launch {
  readonly sharing: Sharing | NoSharing;
  /** The variables that all optimisers move. */
  readonly parameters: readonly string[];
}

/** Returns how examples are shared; null where every process computes everything. */
export function sharedBy({ sharing }: Launch): Sharing | null {
  return "why" in sharing ? null : sharing;
}

/** Returns what a process knows of the others, and the functions by which they go together. */
export function togetherLines(launch: Launch, written: readonly WrittenNode[]): readonly ScriptLine[] {
  const uses = (name: string): boolean =>
    written.some(({ code }) =>
      [...(code.draws ?? []), ...(code.forward ?? []), ...(code.update ?? [])].some((line) =>
        new RegExp(`(?<![\\w.])${name}\\(`).test(line),
      ),
    );
  const { sharing } = launch;
  const start = [
    "# Started by torchrun it is one process of several: it takes its rows of the examples, and rank 0 alone prints.",
    'rank, world = int(os.environ.get("RANK", -1)), int(os.environ.get("WORLD_SIZE", 1))',
    ...("why" in sharing
      ? ["if rank == 0:", `    print(${pythonString(`${sharing.why}: every process computes everything.`)})`]
      : ["if rank >= 0:", '    torch.distributed.init_process_group("gloo")']),
    "if rank > 0:",
    '    sys.stdout = open(os.devnull, "w")',
  ];
  const helpers =
    "why" in sharing ? [] : [...OWN_ROWS, ...MEAN_OF_ALL, ...(uses("batch_norm_of_all") ? BATCH_NORM : [])];
  return [...start, ...helpers].map(toLine);
}

/** The lines below stand indented, as they are read. */
function toLine(text: string): ScriptLine {
  const [spaces] = /^ */.exec(text)!;
  return ownLine("imports", text.trimStart(), spaces.length / 4);
}

const OWN_ROWS = ["", "def own_rows(x):", "    return x if rank < 0 else x.tensor_split(world)[rank]"];

const MEAN_OF_ALL = [
  "",
  "def mean_of_all(mean, rows):",
  "    if rank < 0:",
  "        return mean",
  "    # The mean of no rows is nan, and counts nothing.",
  "    own = torch.nan_to_num(mean) * 0 if rows == 0 else mean * rows",
  "    count = torch.tensor(rows)",
  "    torch.distributed.all_reduce(count)",
  "    return torch.distributed.nn.all_reduce(own) / count.item()",
];

const BATCH_NORM = [
  "",
  "def batch_norm_of_all(x, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):",
  "    if rank < 0 or not training:",
  "        return F.batch_norm(x, running_mean, running_var, weight, bias, training, momentum, eps)",
  "    dims, shape = [0] + list(range(2, x.dim())), [1, -1] + [1] * (x.dim() - 2)",
  "    count = torch.tensor(x.numel() // x.shape[1])",
  "    torch.distributed.all_reduce(count)",
  "    mean = torch.distributed.nn.all_reduce(x.sum(dims)) / count.item()",
  "    apart = x - mean.view(shape)",
  "    var = torch.distributed.nn.all_reduce((apart * apart).sum(dims)) / count.item()",
  "    if running_mean is not None:",
  "        running_mean += momentum * (mean.detach() - running_mean)",
  "        running_var += momentum * (var.detach() * count.item() / (count.item() - 1) - running_var)",
  "    normed = apart / torch.sqrt(var + eps).view(shape)",
  "    return normed if weight is None else normed * weight.view(shape) + bias.view(shape)",
];

/** Returns what makes the parameters those that DistributedDataParallel averages the gradients of. */
export function parallelLines(launch: Launch): readonly ScriptLine[] {
  if (sharedBy(launch) === null) return [];
  return [
    "",
    "class Shared(torch.nn.Module):",
    "    def __init__(self, parameters):",
    "        super().__init__()",
    "        self.shared = torch.nn.ParameterList(parameters)",
    "",
    "    def forward(self):",
    "        return [p.view_as(p) for p in self.shared]",
    "",
    "if rank >= 0:",
    "    parameters = [torch.nn.Parameter(p.detach()) for p in parameters]",
    `    ${tupleOf(launch.parameters)} = parameters`,
    "    shared = torch.nn.parallel.DistributedDataParallel(Shared(parameters))",
  ].map((text) => ({ ...toLine(text), part: "parameters" }));
}

/** Returns the line of the loop by which an iteration's gradients become those of all processes. */
export function sharedLines(launch: Launch): readonly ScriptLine[] {
  if (sharedBy(launch) === null) return [];
  return [ownLine("forward", "if rank >= 0:", 1), ownLine("forward", `${tupleOf(launch.parameters)} = shared()`, 2)];
}

function tupleOf(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]!},` : names.join(", ");
}

/** Returns what takes the own rows of what is known beforehand. */
export function ownRowsLines(writer: NodeWriter, names: GraphNames, sharing: Sharing): readonly ScriptLine[] {
  return [...sharing.known].flatMap((name) => {
    const output = parseEndpoint(name);
    if (output === null) return [];
    return [{ ...ownLine("data", `${writer.ownRowsOf(output)} = own_rows(${names.of(output)})`), node: output.node }];
  });
}

/** Returns what lets the other processes go. */
export function endLines(): readonly ScriptLine[] {
  return [ownLine("report", "if rank >= 0:"), ownLine("report", "torch.distributed.destroy_process_group()", 1)];
}

/** Iterations from one checkpoint to the next. */
const EVERY = 100;

/** Returns what goes on from a checkpoint that is there, and the function that writes one. */
export function checkpointLines(
  plan: Plan,
  names: GraphNames,
  written: readonly WrittenNode[],
  first: number,
  places: ModulePlaces | null,
): readonly ScriptLine[] {
  const buffers =
    places === null
      ? plan.buffers.filter(({ node, mover }) => mover.node === node).map(({ node, port }) => names.of({ node, port }))
      : [...places.all.flatMap(({ key, isBuffer }) => (isBuffer ? [key] : [])), ...batchCountKeys(places.all)].map(
          (key) => `${MODEL}.${key}`,
        );
  const optimizers = written.flatMap(({ code }) => code.optimizer ?? []);
  const addsUp = plan.accumulated.length > 0;
  return [
    `start, checkpoint = ${first}, os.path.splitext(sys.argv[0])[0] + ".checkpoint.pt"`,
    "",
    "def save(iteration):",
    "    if rank != 0:",
    "        return",
    "    state = {",
    '        "iteration": iteration,',
    '        "parameters": [p.data for p in parameters],',
    ...(addsUp ? ['        "gradients": [p.grad for p in parameters],'] : []),
    `        "buffers": [${buffers.join(", ")}],`,
    `        "optimizers": [${optimizers.map((optimizer) => `${optimizer}.state_dict()`).join(", ")}],`,
    `        "generator": ${GENERATOR}.get_state(),`,
    "    }",
    '    torch.save(state, checkpoint + ".new")',
    '    os.replace(checkpoint + ".new", checkpoint)',
    "",
    "if rank >= 0 and os.path.exists(checkpoint):",
    "    state = torch.load(checkpoint)",
    '    start = state["iteration"]',
    '    for p, kept in zip(parameters, state["parameters"]):',
    "        p.data.copy_(kept)",
    ...(addsUp ? ['    for p, kept in zip(parameters, state["gradients"]):', "        p.grad = kept"] : []),
    ...(buffers.length > 0
      ? [`    for buffer, kept in zip([${buffers.join(", ")}], state["buffers"]):`, "        buffer.copy_(kept)"]
      : []),
    ...(optimizers.length > 0
      ? [
          `    for own, kept in zip([${optimizers.join(", ")}], state["optimizers"]):`,
          "        own.load_state_dict(kept)",
        ]
      : []),
    `    ${GENERATOR}.set_state(state["generator"])`,
    '    print(f"Going on from iteration {start}, which {checkpoint} holds: without that file it begins anew.")',
  ].map((text) => ({ ...toLine(text), part: "parameters" }));
}

/** Returns what writes checkpoints, in the loop and behind it. */
export function savingLines(): readonly ScriptLine[] {
  return [
    ownLine("report", `if (iteration + 1) % ${EVERY} == 0 or iteration + 1 == iterations:`, 1),
    ownLine("report", "save(iteration + 1)", 2),
  ];
}
