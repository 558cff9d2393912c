import { formatDims } from "../../../views/formatDims.ts";
import { sheetPlace } from "../../../views/sheetPlace.ts";
import { Section } from "../Section.tsx";
import { pointedRegion, type Pointed } from "./pointed.ts";
import type { Why } from "./whyTypes.ts";

type Tensor = Why["tensors"][string];

/** Where the numbers are from: each tensor as a sheet, with the rows, columns and cells that were used. */
export function WhyTensors({ why, pointed }: { readonly why: Why; readonly pointed: Pointed | null }) {
  const tensors = Object.entries(why.tensors).filter(([, { shape }]) => shape.length > 0);
  if (tensors.length === 0) return null;
  return (
    <Section title="Where the numbers are from">
      <ul className="why-tensors">
        {tensors.map(([name, tensor]) => (
          <li key={name} data-pointed={pointed?.tensor === name || undefined}>
            <Sheet tensor={tensor} pointed={pointed?.tensor === name ? pointed : null} />
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
function Sheet({
  tensor: { shape, regions, label },
  pointed,
}: {
  readonly tensor: Tensor;
  readonly pointed: Pointed | null;
}) {
  const drawn = regions.map((region) => ({ region, look: "why-used" }));
  if (pointed !== null) drawn.push({ region: pointedRegion(pointed, shape), look: "why-pointed" });
  return (
    <svg width={width} height={height} role="img" aria-label={`the part of ${label} that was used`}>
      <rect className="why-sheet" x={0.5} y={0.5} width={width - 1} height={height - 1} />
      {drawn.map(({ region, look }, at) => {
        const place = sheetPlace(shape, region);
        return (
          <rect
            key={at}
            className={look}
            x={width * place.x}
            y={height * place.y}
            width={Math.max(2.5, width * place.width)}
            height={Math.max(2.5, height * place.height)}
          />
        );
      })}
    </svg>
  );
}
