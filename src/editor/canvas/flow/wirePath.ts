/** Describes a place on the canvas. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type WireSide = "left" | "right" | "top" | "bottom";

/** Describes one end of a wire: where it leaves a card, and to which side. */
export interface WireEnd extends Point {
  readonly side: WireSide;
}

/** Describes a wire as it is drawn. */
export interface WirePath {
  /** For the `d` of an SVG path. */
  readonly d: string;
  /** The place at a share of the way, from 0 to 1. */
  readonly at: (share: number) => Point;
}

const outward: Readonly<Record<WireSide, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** How far a wire that turns back goes straight before it turns. */
const stub = 18;
const corner = 10;
/** The way to the side that a wire takes to get to another height when it does so near one of its ends. */
const turnWidth = 76;

/**
 * Says where a wire that leads ahead changes its height: evenly on its way, or all at once, late or early, so that the rest
 * of it is a straight line.
 */
export type WireTurn = "even" | "late" | "early";

/** Returns the way of a wire: a curve where the target lies ahead, a track with round corners where it lies behind. */
export function wirePath(source: WireEnd, target: WireEnd, turn: WireTurn = "even"): WirePath {
  const across = source.side === "right" && target.side === "left";
  if (across && target.x < source.x + stub) return track(source, target);
  if (turn === "even" || !mayTurn(source, target)) return curve(source, target);
  return turn === "late"
    ? bend(source, { x: target.x - turnWidth, y: source.y }, target)
    : bend(source, { x: source.x + turnWidth, y: target.y }, target);
}

/** Says whether a wire is long enough to change its height near one of its ends. */
export function mayTurn(source: WireEnd, target: WireEnd): boolean {
  return source.side === "right" && target.side === "left" && target.x - source.x > 2 * turnWidth;
}

/** A straight line and a curve, whichever comes first: they meet in the middle. */
function bend(source: WireEnd, middle: Point, target: WireEnd): WirePath {
  const parts = [curve(source, { ...middle, side: "left" }), curve({ ...middle, side: "right" }, target)] as const;
  const lengths = [distance(source, middle), distance(middle, target)] as const;
  const cut = lengths[0] / (lengths[0] + lengths[1]);
  return {
    d: `${parts[0].d} ${parts[1].d.slice(parts[1].d.indexOf("C"))}`,
    at: (share) => (share < cut ? parts[0].at(share / cut) : parts[1].at((share - cut) / (1 - cut))),
  };
}

function curve(source: WireEnd, target: WireEnd): WirePath {
  const c1 = control(source, target);
  const c2 = control(target, source);
  return {
    d: `M${source.x},${source.y} C${c1.x},${c1.y} ${c2.x},${c2.y} ${target.x},${target.y}`,
    at: (t) => {
      const s = 1 - t;
      const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      return {
        x: a * source.x + b * c1.x + c * c2.x + d * target.x,
        y: a * source.y + b * c1.y + c * c2.y + d * target.y,
      };
    },
  };
}

/** A cubic's control point: straight out of the card, half of the way, farther when the way leads back. */
function control(end: WireEnd, other: Point): Point {
  const out = outward[end.side];
  const ahead = (other.x - end.x) * out.x + (other.y - end.y) * out.y;
  const reach = ahead >= 0 ? ahead / 2 : 12 * Math.sqrt(-ahead);
  return { x: end.x + out.x * reach, y: end.y + out.y * reach };
}

function track(source: WireEnd, target: WireEnd): WirePath {
  const middle = (source.y + target.y) / 2;
  const right = source.x + stub;
  const left = target.x - stub;
  const points: readonly Point[] = [
    source,
    { x: right, y: source.y },
    { x: right, y: middle },
    { x: left, y: middle },
    { x: left, y: target.y },
    target,
  ];
  let d = `M${source.x},${source.y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, here, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const radius = Math.min(corner, distance(before, here) / 2, distance(here, after) / 2);
    const a = towards(here, before, radius);
    const b = towards(here, after, radius);
    d += ` L${a.x},${a.y} Q${here.x},${here.y} ${b.x},${b.y}`;
  }
  return { d: `${d} L${target.x},${target.y}`, at: (share) => along(points, share) };
}

/** The place at a share of the length of straight pieces. */
function along(points: readonly Point[], share: number): Point {
  let left = share * points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
  for (let i = 1; i < points.length; i++) {
    const length = distance(points[i - 1]!, points[i]!);
    if (left <= length) return towards(points[i - 1]!, points[i]!, left);
    left -= length;
  }
  return points.at(-1)!;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The place so far from `from` on the way to `to`. */
function towards(from: Point, to: Point, far: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * far) / length, y: from.y + ((to.y - from.y) * far) / length };
}
