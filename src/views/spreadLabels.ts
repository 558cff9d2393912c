interface Point {
  readonly x: number;
  readonly y: number;
}

/** Rounds of pushing apart; more change little. */
const rounds = 40;
/** No label is pushed further than this from its point, in pixels. */
const furthest = 36;

/**
 * Finds places for labels that can be read: at their points, where nothing is in the way, and pushed apart where they
 * would lie on one another. In a crowd that no room is left in, some still do.
 *
 * @param points in pixels.
 * @param size how far apart the middles of two labels must be, in pixels.
 */
export function spreadLabels(points: readonly Point[], size: number): readonly Point[] {
  const places = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [places[i]!, places[j]!];
        let [dx, dy] = [a.x - b.x, a.y - b.y];
        let distance = Math.hypot(dx, dy);
        if (distance >= size) continue;
        // Two at one place part in a direction that depends on which they are, and is the same every time.
        if (distance < 1e-6) [dx, dy, distance] = [Math.cos(i * 2.4), Math.sin(i * 2.4), 1];
        const push = (size - Math.min(distance, size)) / 2 / distance;
        a.x += dx * push;
        a.y += dy * push;
        b.x -= dx * push;
        b.y -= dy * push;
        moved = true;
      }
    }
    for (const [at, place] of places.entries()) {
      const { x, y } = points[at]!;
      const off = Math.hypot(place.x - x, place.y - y);
      if (off <= furthest) continue;
      place.x = x + ((place.x - x) * furthest) / off;
      place.y = y + ((place.y - y) * furthest) / off;
    }
    if (!moved) break;
  }
  return places;
}
