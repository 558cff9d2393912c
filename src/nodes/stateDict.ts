/** Says what a parameter is called in PyTorch's modules, and whether it lies there the other way round. */
interface ModuleName {
  /** Within its module; empty where the parameter is the module's own name. */
  readonly name: string;
  /** `nn.Linear` keeps `[out, in]` of what is `[in, out]` here. */
  readonly transposed?: true;
}

/** By the names that parameters have here; what is not here is called so in PyTorch, too. */
const MODULE_NAMES: Readonly<Record<string, ModuleName>> = {
  W: { name: "weight", transposed: true },
  b: { name: "bias" },
  C: { name: "weight" },
  value: { name: "" },
};

/** Words that no attribute of Python may be called. */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** Attributes that each module of PyTorch has, from 1.13 on: nothing in a module can be called so. */
const ATTRIBUTES = new Set(
  (
    "T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval " +
    "extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia " +
    "named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer " +
    "register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook " +
    "register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter " +
    "register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory " +
    "state_dict to to_empty train training type xpu zero_grad _apply _buffers _call_impl _get_name _modules _named_members " +
    "_parameters _slow_forward _version"
  ).split(" "),
);

/** Describes a tensor of a node under the name that a `state_dict` has for it. */
export interface StateDictEntry {
  readonly node: string;
  readonly name: string;
  /** `hidden.weight`. */
  readonly key: string;
  /** The attribute of the module that is the node: `hidden`. */
  readonly module: string;
  /** Whether the `state_dict` has the last two of its dimensions the other way round. */
  readonly transposed: boolean;
}

/**
 * Names tensors of nodes as the `state_dict` of a module with the nodes as attributes does: ids cleaned to names of Python,
 * each unlike the others and unlike what a module has anyway.
 */
export function stateDictOf(
  tensors: readonly { readonly node: string; readonly name: string; readonly shape: readonly number[] }[],
): readonly StateDictEntry[] {
  const modules = new Map<string, string>();
  const taken = new Set<string>();
  for (const { node } of tensors) {
    if (modules.has(node)) continue;
    const wanted = pythonName(node);
    let module = wanted;
    for (let again = 2; taken.has(module); again++) module = `${wanted}_${again}`;
    taken.add(module);
    modules.set(node, module);
  }
  return tensors.map(({ node, name, shape }) => {
    const known = Object.hasOwn(MODULE_NAMES, name) ? MODULE_NAMES[name]! : { name };
    const module = modules.get(node)!;
    return {
      node,
      name,
      module,
      key: known.name === "" ? module : `${module}.${known.name}`,
      transposed: "transposed" in known && shape.length === 2,
    };
  });
}

/**
 * Names what a `state_dict` of PyTorch's has beside running statistics: how many batches they have seen, an int64 of no
 * dimensions that no number depends on. `bn.num_batches_tracked`.
 */
export function batchCountKeys(entries: readonly StateDictEntry[]): readonly string[] {
  return entries.flatMap(({ name, module }) => (name === "running_mean" ? [`${module}.num_batches_tracked`] : []));
}

function pythonName(id: string): string {
  const name = id.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d|$)/, "_");
  // Python calls what begins with two underscores otherwise within a class.
  const own = name.replace(/^__+/, "_");
  return KEYWORDS.has(own) || ATTRIBUTES.has(own) || /^_.*_hooks$/.test(own) ? `${own}_` : own;
}
