// What is picked by int32 indices. A function for rows returns where an index stands that names none, and has done what comes
// before; −1 where all do. The others return 1, and have done nothing, where one names nothing; else 0.

/** to = from, n elements of four bytes. */
@inline
function copy(from: usize, n: i32, to: usize): void {
  for (let j = n >> 2; j > 0; j--) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  for (let j = n & 3; j > 0; j--) {
    store<i32>(to, load<i32>(from));
    from += 4;
    to += 4;
  }
}

/** to += from, n float32. */
@inline
function add(from: usize, n: i32, to: usize): void {
  for (let j = n >> 2; j > 0; j--) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
    to += 16;
  }
  for (let j = n & 3; j > 0; j--) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
    to += 4;
  }
}

/** y[i] = table[index[i]], rows of n elements of four bytes. */
export function pickRows(count: i32, n: i32, table: usize, tableRow: i32, rows: i32, index: usize, y: usize): i32 {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(index + (i << 2));
    if (<u32>row >= <u32>rows) return i;
    copy(table + row * tableRow, n, y);
    y += n << 2;
  }
  return -1;
}

/** table[index[i]] += dy[i], rows of n float32. */
export function addRows(
  count: i32, n: i32, dy: usize, dyRow: i32, table: usize, tableRow: i32, rows: i32, index: usize,
): i32 {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(index + (i << 2));
    if (<u32>row >= <u32>rows) return i;
    add(dy, n, table + row * tableRow);
    dy += dyRow;
  }
  return -1;
}

/** Says whether one of `count` indices, `step` bytes apart, is less than `least`, or `size` or more. */
@inline
function anyWrong(count: i32, index: usize, step: i32, least: i32, size: i32): bool {
  let wrong = false;
  for (; count > 0; count--) {
    const value = load<i32>(index);
    wrong = wrong || value < least || value >= size;
    index += step;
  }
  return wrong;
}

/** How many bytes behind the first what an index names lies; a negative index counts from the end. */
@inline
function offsetOf(index: usize, size: i32, bytes: i32): i32 {
  const value = load<i32>(index);
  return (value < 0 ? value + size : value) * bytes;
}

@inline
function atIndices(
  adds: bool, count: i32, n: i32, x: usize,
  i: usize, iStep: i32, iSize: i32, iBytes: i32, j: usize, jStep: i32, jSize: i32, jBytes: i32, y: usize,
): i32 {
  if (anyWrong(count, i, iStep, -iSize, iSize) || (j && anyWrong(count, j, jStep, -jSize, jSize))) return 1;
  for (; count > 0; count--) {
    let there = x + offsetOf(i, iSize, iBytes);
    if (j) there += offsetOf(j, jSize, jBytes);
    if (adds) add(y, n, there);
    else copy(there, n, y);
    i += iStep;
    j += jStep;
    y += n << 2;
  }
  return 0;
}

/** y[c] = x[i[c], j[c]], n elements of four bytes each; or x[i[c]], where j is 0. Sizes and bytes are those of x's dimensions. */
export function pickAt(
  count: i32, n: i32, x: usize,
  i: usize, iStep: i32, iSize: i32, iBytes: i32, j: usize, jStep: i32, jSize: i32, jBytes: i32, y: usize,
): i32 {
  return atIndices(false, count, n, x, i, iStep, iSize, iBytes, j, jStep, jSize, jBytes, y);
}

/** dx[i[c], j[c]] += dy[c], n float32 each; or dx[i[c]], where j is 0. */
export function addAt(
  count: i32, n: i32, dx: usize,
  i: usize, iStep: i32, iSize: i32, iBytes: i32, j: usize, jStep: i32, jSize: i32, jBytes: i32, dy: usize,
): i32 {
  return atIndices(true, count, n, dx, i, iStep, iSize, iBytes, j, jStep, jSize, jBytes, dy);
}

/** Rows of int32 that are 0 but for a 1 at the class that `index` names. */
export function oneHot(count: i32, classes: i32, index: usize, step: i32, y: usize): i32 {
  if (anyWrong(count, index, step, 0, classes)) return 1;
  memory.fill(y, 0, (count * classes) << 2);
  for (; count > 0; count--) {
    store<i32>(y + (load<i32>(index) << 2), 1);
    index += step;
    y += classes << 2;
  }
  return 0;
}

@inline
function along(
  adds: bool, rows: i32, n: i32, index: usize, indexRow: i32, indexStep: i32,
  x: usize, xRow: i32, xStep: i32, size: i32, bytes: i32, y: usize, yRow: i32, yStep: i32,
): i32 {
  for (let row = 0; row < rows; row++) if (anyWrong(n, index + row * indexRow, indexStep, 0, size)) return 1;
  for (; rows > 0; rows--) {
    let i = index;
    let line = x;
    let at = y;
    for (let left = n; left > 0; left--) {
      const there = line + load<i32>(i) * bytes;
      if (adds) store<f32>(there, load<f32>(there) + load<f32>(at));
      else store<i32>(at, load<i32>(there));
      i += indexStep;
      line += xStep;
      at += yStep;
    }
    index += indexRow;
    x += xRow;
    y += yRow;
  }
  return 0;
}

/** y = what the index names of the line of x that is beside it: `size` elements of four bytes, `bytes` apart. */
export function gather(
  rows: i32, n: i32, index: usize, indexRow: i32, indexStep: i32,
  x: usize, xRow: i32, xStep: i32, size: i32, bytes: i32, y: usize, yRow: i32, yStep: i32,
): i32 {
  return along(false, rows, n, index, indexRow, indexStep, x, xRow, xStep, size, bytes, y, yRow, yStep);
}

/** dy is added to what the index names of the line of dx that is beside it, float32. */
export function scatterAdd(
  rows: i32, n: i32, index: usize, indexRow: i32, indexStep: i32,
  dx: usize, dxRow: i32, dxStep: i32, size: i32, bytes: i32, dy: usize, dyRow: i32, dyStep: i32,
): i32 {
  return along(true, rows, n, index, indexRow, indexStep, dx, dxRow, dxStep, size, bytes, dy, dyRow, dyStep);
}
