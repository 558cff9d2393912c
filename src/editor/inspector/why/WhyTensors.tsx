import { useRef } from "react";
import { formatDims } from "../../../views/formatDims.ts";
import { sheetPlace } from "../../../views/sheetPlace.ts";
import { Section } from "../../kit/Section.tsx";
import { usePaintedTensor } from "../../pictures/usePaintedTensor.ts";
import { pointedRegion, type Pointed } from "./pointed.ts";
import type { Why } from "./whyTypes.ts";

type Tensor = Why["tensors"][string];

/** Shows where the numbers are from: each tensor as a sheet, with the rows, columns and cells that were used. */
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

/** The tensor's picture, and over it what was used. Rows are the first dimension, columns all the others. */
function Sheet({ tensor, pointed }: { readonly tensor: Tensor; readonly pointed: Pointed | null }) {
  const { shape, regions, label } = tensor;
  const drawn = regions.map((region) => ({ region, look: "why-used" }));
  if (pointed !== null) drawn.push({ region: pointedRegion(pointed, shape), look: "why-pointed" });
  return (
    <span className="why-sheet" role="img" aria-label={`the part of ${label} that was used`}>
      <SheetPicture tensor={tensor} />
      <svg width={width} height={height}>
        {drawn.map(({ region, look }, at) => {
          const place = sheetPlace(shape, region);
          const [across, down] = [Math.max(3, width * place.width), Math.max(3, height * place.height)];
          return (
            <rect
              key={at}
              className={look}
              // A cell at the edge is thinner than its rim, which must not be cut off.
              x={Math.min(width * place.x, width - across)}
              y={Math.min(height * place.y, height - down)}
              width={across}
              height={down}
            />
          );
        })}
      </svg>
    </span>
  );
}

/** Its numbers as they are now; empty where they were others when they were used, and for what lies between a node's ops. */
function SheetPicture({ tensor: { ref, before } }: { readonly tensor: Tensor }) {
  const element = useRef<HTMLCanvasElement>(null);
  const { node, port, side } = ref;
  const hasPicture = !before && !port.startsWith("#");
  usePaintedTensor(element, { node, port, side, maxRows: height, maxColumns: width }, { width, height }, hasPicture);
  return <canvas ref={element} />;
}
