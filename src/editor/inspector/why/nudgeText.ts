import { formatNumber } from "../../../base/formatNumber.ts";
import type { BendPoint, NudgeBend, NudgePoint, NudgeReport } from "../../../protocol/nudgeReport.ts";

/** Float32 has so many digits. */
const DIGITS = 8;
/** Decimals of a loss at least, as PyTorch prints it. */
const DECIMALS = 4;

/** Writes how far a number moves, with its sign and two digits at least: `+0.10`, `-1.25`, `0`. */
export function signedText(delta: number): string {
  if (delta === 0) return "0";
  const size = Math.abs(Number(delta.toPrecision(6)));
  const short = size.toPrecision(2);
  const text = Number(short) === size && !short.includes("e") ? short : String(size);
  return `${delta < 0 ? "-" : "+"}${text}`;
}

/** Writes a number with its leading digits, without an exponent as long as that can be read. */
function leading(value: number, digits: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-6 || size > 1e8) ? formatNumber(value) : String(Number(value.toPrecision(digits)));
}

/** Returns what writes losses that lie beside one another, with as many decimals as it takes to tell them apart. */
export function lossWriter(losses: readonly number[]): (loss: number) => string {
  const finite = losses.filter(Number.isFinite);
  const gaps = finite.flatMap((a, at) => finite.slice(at + 1).map((b) => Math.abs(a - b))).filter((gap) => gap > 0);
  const largest = Math.max(...finite.map(Math.abs), 0);
  if (largest > 1e8 || (largest > 0 && largest < 1e-3)) return (loss) => formatNumber(loss);
  const before = Math.max(1, Math.floor(Math.log10(largest || 1)) + 1);
  const wanted = gaps.length === 0 ? DECIMALS : -Math.floor(Math.log10(Math.min(...gaps)));
  const decimals = Math.max(DECIMALS, Math.min(wanted, DIGITS - before));
  return (loss) => (Number.isFinite(loss) ? loss.toFixed(decimals) : formatNumber(loss));
}

/** Says what the gradient means, in words. */
export function gradientText({ gradient }: Pick<NudgeReport, "gradient">): string {
  if (gradient === 0) return "The gradient is 0. It says: a small move here changes nothing.";
  if (!Number.isFinite(gradient)) return `The gradient is ${formatNumber(gradient)}. It foretells nothing.`;
  const size = leading(Math.abs(gradient), 4);
  return `The gradient ${leading(gradient, 4)} says: for each +1 here the loss ${gradient > 0 ? "rises" : "falls"} by about ${size}.`;
}

/** Says how far off what the gradient said is; empty where it is right to the last digit that is shown. */
export function missText({ loss, foretold }: NudgePoint, write: (loss: number) => string): string {
  if (!Number.isFinite(loss) || !Number.isFinite(foretold) || write(loss) === write(foretold)) return "";
  const miss = leading(Math.abs(loss - foretold), 2);
  return `, ${miss} too ${foretold > loss ? "high" : "low"}`;
}

/** The loss and its tangent have parted where they are further apart than this part of the foretold move. */
const PARTED = 0.1;

/** Holds where on either side of the number the loss leaves its tangent; null where it does not. */
export interface Partings {
  readonly below: NudgePoint | null;
  readonly above: NudgePoint | null;
}

/** Returns where the loss leaves its tangent: by more than a tenth of the move, and by more than float32 rounds. */
export function partingsOf(curve: readonly NudgePoint[], loss: number): Partings {
  const rounding = Math.abs(loss) * 2 ** -21;
  const parted = ({ loss: real, foretold }: NudgePoint): boolean =>
    !(Math.abs(real - foretold) <= Math.max(rounding, PARTED * Math.abs(foretold - loss)));
  const outwards = curve.toSorted((a, b) => Math.abs(a.delta) - Math.abs(b.delta));
  return {
    below: outwards.find((point) => point.delta < 0 && parted(point)) ?? null,
    above: outwards.find((point) => point.delta > 0 && parted(point)) ?? null,
  };
}

/** Says, in words, how the loss goes along its tangent. */
export function partingText(curve: readonly NudgePoint[], loss: number, partings: Partings): string {
  if (curve.every((point) => point.loss === loss)) return "Nowhere on this chart does the loss move.";
  const { below, above } = partings;
  const places = [below, above].flatMap((point) =>
    point === null ? [] : [signedText(Number(point.delta.toPrecision(2)))],
  );
  if (places.length === 0) return "All along this chart the loss keeps to its tangent.";
  return `They part, by more than a tenth of the move, from ${places.join(" and ")} on.`;
}

/** Says how an op holds a move back, with the numbers that were measured. */
export function bendText({ op, node, flat, moved, held, input, output, from, less, more }: NudgeBend): string {
  const name = op === node ? op : `${node} (${op})`;
  const pair = (a: number, b: number): string => `${formatNumber(a)} → ${formatNumber(b)}`;
  const told = (end: BendPoint): string => `${input} ${pair(from.x, end.x)} moves ${output} ${pair(from.y, end.y)}`;
  const many = moved === 1 ? "" : ` for ${held} of the ${moved} numbers that move`;
  if (flat === "both") return `${name} is flat here${many}: ${told(more)}.`;
  const [still, free, other] = flat === "below" ? [less, more, "above"] : [more, less, "below"];
  const rest = `${other} it is not (${pair(from.x, free.x)} moves it ${pair(from.y, free.y)})`;
  return `${name} bends here${many}: ${flat} it is flat (${told(still)}), ${rest}.`;
}
