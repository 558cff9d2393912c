import { formatDims } from "../../../views/formatDims.ts";
import { Section } from "../Section.tsx";
import type { Why } from "./whyTypes.ts";

type Tensor = Why["tensors"][string];

/** Where the numbers are from: each tensor as a sheet, with the rows, columns and cells that were used. */
export function WhyTensors({ why, pointed }: { readonly why: Why; readonly pointed: string | null }) {
  const tensors = Object.entries(why.tensors).filter(([, { shape }]) => shape.length > 0);
  if (tensors.length === 0) return null;
  return (
    <Section title="Where the numbers are from">
      <ul className="why-tensors">
        {tensors.map(([name, tensor]) => (
          <li key={name} data-pointed={pointed === name || undefined}>
            <Sheet tensor={tensor} />
            <span>
              {tensor.label} <small>{formatDims(tensor.shape)}</small>
              {tensor.before && <small> before the last update</small>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const width = 84;
const height = 54;

/** Rows are the first dimension, columns all the others. */
function Sheet({ tensor: { shape, regions, label } }: { readonly tensor: Tensor }) {
  const [rows, columns] = flat(shape, shape);
  return (
    <svg width={width} height={height} role="img" aria-label={`the part of ${label} that was used`}>
      <rect className="why-sheet" x={0.5} y={0.5} width={width - 1} height={height - 1} />
      {regions.map(({ start, size }, at) => {
        const [top, left] = offset(start, shape);
        const [down, across] = flat(size, size);
        return (
          <rect
            key={at}
            className="why-used"
            x={(width * left) / columns}
            y={(height * top) / rows}
            width={Math.max(2.5, (width * across) / columns)}
            height={Math.max(2.5, (height * down) / rows)}
          />
        );
      })}
    </svg>
  );
}

function flat(sizes: readonly number[], shape: readonly number[]): readonly [number, number] {
  if (shape.length < 2) return [1, Math.max(1, sizes[0] ?? 1)];
  return [
    Math.max(1, sizes[0] ?? 1),
    Math.max(
      1,
      sizes.slice(1).reduce((product, size) => product * size, 1),
    ),
  ];
}

function offset(start: readonly number[], shape: readonly number[]): readonly [number, number] {
  if (shape.length < 2) return [0, start[0] ?? 0];
  return [start[0] ?? 0, start.slice(1).reduce((column, at, axis) => column * (shape[axis + 1] ?? 1) + at, 0)];
}
