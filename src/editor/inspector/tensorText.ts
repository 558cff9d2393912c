/** Returns a tensor's numbers as PyTorch code: `torch.tensor([[0.5, -1.0], [2.0, 3.0]])`; nothing is rounded. */
export function torchLiteral(data: ArrayLike<number>, shape: readonly number[], dtype: string): string {
  let at = 0;
  const nested = (axis: number): string => {
    if (axis === shape.length) return pythonNumber(data[at++]!, dtype);
    const items = Array.from({ length: shape[axis]! }, () => nested(axis + 1));
    return `[${items.join(axis === shape.length - 1 ? ", " : `,\n${" ".repeat(14 + axis)}`)}]`;
  };
  const type = dtype === "float32" ? "" : `, dtype=torch.${dtype}`;
  return `torch.tensor(${nested(0)}${type})`;
}

/** Returns rows of comma-separated numbers; the dimensions before the last two follow one another. */
export function csv(data: ArrayLike<number>, shape: readonly number[], dtype: string): string {
  const columns = shape.length < 2 ? 1 : shape.at(-1)!;
  const lines: string[] = [];
  for (let from = 0; from < data.length; from += Math.max(1, columns)) {
    lines.push(Array.from({ length: columns }, (_, column) => plainNumber(data[from + column]!, dtype)).join(","));
  }
  return lines.join("\n");
}

/** The shortest decimals that give the same number of the dtype. */
function plainNumber(value: number, dtype: string): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (dtype === "int32") return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return withPoint(String(Number(text)), value);
  }
  return withPoint(String(Number(value.toPrecision(9))), value);
}

/** A float without a point would be read as an integer. −0 keeps its sign. */
function withPoint(text: string, value: number): string {
  const signed = Object.is(value, -0) ? "-0" : text;
  return /[.e]/.test(signed) ? signed : `${signed}.0`;
}

function pythonNumber(value: number, dtype: string): string {
  const text = plainNumber(value, dtype);
  return text === "nan" || text.endsWith("inf") ? `float("${text}")` : text;
}
