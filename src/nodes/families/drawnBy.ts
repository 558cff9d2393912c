import { pythonNumber, pythonTuple } from "../../base/pythonLiteral.ts";
import type { TorchNames } from "../contract/torch.ts";
import { factor } from "./line.ts";

/** Holds the settings that say how parameters are drawn. */
interface Drawing {
  readonly init: string;
  readonly gain: number | null;
}

type Names = Pick<TorchNames, "generator" | "setting">;

/** Returns the code that draws a parameter as `initializer` does, with the bits that PyTorch draws. */
export function drawnBy({ init, gain }: Drawing, sizes: readonly string[], names: Names): string {
  const code = DRAWINGS[init];
  if (code === undefined) throw new TypeError(`no code draws by ${init}`);
  return code(sizes, { given: gain, written: gain === null ? "" : names.setting("gain") }, names.generator);
}

/** Returns the code that draws the bias of a weight `[in, out]` as `biasInitializer` does. */
export function biasDrawnBy(drawing: Drawing, [fanIn, fanOut]: readonly [string, string], names: Names): string {
  const sizes = [fanOut];
  if (drawing.init === "nn_linear") {
    const bound = linearBound({ given: drawing.gain, written: names.setting("gain") }, fanIn);
    return `torch.empty(${shaped(sizes)}).uniform_(-${bound}, ${bound}, generator=${names.generator})`;
  }
  const init = drawing.init === "kaiming_normal" || drawing.init === "xavier_uniform" ? "zeros" : drawing.init;
  return drawnBy({ ...drawing, init }, sizes, names);
}

interface Gain {
  readonly given: number | null;
  readonly written: string;
}

type Drawn = (sizes: readonly string[], gain: Gain, generator: string) => string;

const DRAWINGS: Readonly<Record<string, Drawn | undefined>> = {
  randn: (sizes, gain, g) => scaled(`torch.randn(${shaped(sizes)}, generator=${g})`, gain),
  uniform: (sizes, gain, g) => scaled(`torch.rand(${shaped(sizes)}, generator=${g})`, gain),
  uniform_symmetric: (sizes, gain, g) => {
    const bound = gainOf(gain, "1");
    return `torch.empty(${shaped(sizes)}).uniform_(-${bound}, ${bound}, generator=${g})`;
  },
  zeros: (sizes) => `torch.zeros(${shaped(sizes)})`,
  ones: (sizes) => `torch.ones(${shaped(sizes)})`,
  kaiming_normal: (sizes, gain, g) => {
    const deviation = `${gainOf(gain, "math.sqrt(2)")} / math.sqrt(${fan(sizes, 0)})`;
    return `torch.empty(${shaped(sizes)}).normal_(0, ${deviation}, generator=${g})`;
  },
  xavier_uniform: (sizes, gain, g) => {
    const bound = `${gainOf(gain, "1")} * math.sqrt(6 / (${fan(sizes, 0)} + ${fan(sizes, 1)}))`;
    return `torch.empty(${shaped(sizes)}).uniform_(-${bound}, ${bound}, generator=${g})`;
  },
  // PyTorch draws it as [out, in].
  nn_linear: (sizes, gain, g) => {
    const [fanIn, fanOut, ...rest] = sizes;
    const bound = linearBound(gain, fan(sizes, 0));
    const drawn = `torch.empty(${pythonTuple([fanOut!, fanIn!, ...rest])}).uniform_(-${bound}, ${bound}, generator=${g})`;
    return `${drawn}.transpose(0, 1).contiguous()`;
  },
};

function linearBound(gain: Gain, fanIn: string): string {
  return `${gainOf(gain, "1")} / math.sqrt(${fanIn})`;
}

function scaled(drawn: string, { given, written }: Gain): string {
  return given === null || given === 1 ? drawn : `${drawn} * ${factor(written)}`;
}

function gainOf({ given, written }: Gain, usual: string): string {
  return given === null ? usual : factor(written);
}

/** A single size stands by itself, as one writes it. */
function shaped(sizes: readonly string[]): string {
  return sizes.length === 1 ? sizes[0]! : pythonTuple(sizes);
}

/** The inputs (0) or outputs (1) that a weight `[in, out, …]` connects. */
function fan(sizes: readonly string[], axis: 0 | 1): string {
  return [sizes[axis]!, ...sizes.slice(2)].map(factor).join(" * ");
}

/** Returns the code of a tensor of one number throughout. */
export function filledWith(value: number, sizes: readonly string[]): string {
  if (value === 0) return `torch.zeros(${shaped(sizes)})`;
  return value === 1 ? `torch.ones(${shaped(sizes)})` : `torch.full(${pythonTuple(sizes)}, ${pythonNumber(value)})`;
}
