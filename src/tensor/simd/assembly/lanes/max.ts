/** The largest of n adjacent float32; a nan is passed over. */
export function maxOf(x: usize, n: i32): f32 {
  let lanes = f32x4.splat(-Infinity);
  let a = lanes, b = lanes, c = lanes;
  for (let i = n >> 4; i > 0; i--) {
    lanes = f32x4.pmax(lanes, v128.load(x));
    a = f32x4.pmax(a, v128.load(x, 16));
    b = f32x4.pmax(b, v128.load(x, 32));
    c = f32x4.pmax(c, v128.load(x, 48));
    x += 64;
  }
  lanes = f32x4.pmax(f32x4.pmax(lanes, a), f32x4.pmax(b, c));
  for (let i = (n & 15) >> 2; i > 0; i--) {
    lanes = f32x4.pmax(lanes, v128.load(x));
    x += 16;
  }
  let max = f32x4.extract_lane(lanes, 0);
  max = larger(max, f32x4.extract_lane(lanes, 1));
  max = larger(max, f32x4.extract_lane(lanes, 2));
  max = larger(max, f32x4.extract_lane(lanes, 3));
  for (let i = n & 3; i > 0; i--) {
    max = larger(max, load<f32>(x));
    x += 4;
  }
  return max;
}

@inline
function larger(max: f32, value: f32): f32 {
  return value > max ? value : max;
}
