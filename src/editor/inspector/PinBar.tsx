import { useMemo } from "react";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import { formatIndex } from "../../views/formatDims.ts";
import { usePins, type Pin, type PinShow } from "../runner/pinStore.ts";
import { useReading } from "../runner/reading/useReading.ts";
import { tellFault } from "../runner/tellFault.ts";
import { useRunner } from "../runner/useRunner.ts";
import { wholeRegion } from "../runner/reading/wholeRegion.ts";
import { largestChange, type Change } from "./largestChange.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** More numbers than this are not kept. */
const most = 100_000;
const shows: Readonly<Record<PinShow, string>> = { now: "now", pinned: "pinned", change: "change" };

interface Props {
  readonly tensor: TensorRef;
  readonly shape: readonly number[];
  readonly pin: Pin | null;
  readonly change: Change | null | undefined;
}

/** Pins a tensor as it is; then tells how far it has moved since, and chooses what the grid shows. */
export function PinBar({ tensor, shape, pin, change }: Props) {
  return pin === null ? (
    <PinButton tensor={tensor} shape={shape} />
  ) : (
    <Pinned tensor={tensor} pin={pin} change={change} />
  );
}

/** Says how far a tensor has moved since it was pinned: null when it has not, undefined while that is not known. */
export function useChangeSince(pin: Pin | null): Change | null | undefined {
  const reading = useReading("read", pin === null ? null : wholeOf(pin.tensor, pin.tensor.shape));
  const now = reading?.isCurrent === true ? reading.answer : null;
  return useMemo(() => (now === null || pin === null ? undefined : largestChange(now, pin.tensor)), [now, pin]);
}

function wholeOf({ node, port, side }: TensorRef, shape: readonly number[]) {
  return { tensor: { node, port, side }, region: wholeRegion(shape) };
}

function PinButton({ tensor, shape }: Pick<Props, "tensor" | "shape">) {
  const { session, ask } = useRunner();
  const count = elements(shape);
  const refusal =
    count > most ? `It has ${formatCount(count)} numbers; at most ${formatCount(most)} are pinned.` : null;
  const pin = async (): Promise<void> => {
    try {
      const { status } = session.getState();
      usePins.getState().pin(await ask("read", wholeOf(tensor, shape)), status ?? { iteration: 0, cursor: 0 });
    } catch (error) {
      tellFault(error);
    }
  };
  return (
    <div className="inspect-actions pin-bar">
      <button
        type="button"
        data-tip={refusal ?? "Keeps these numbers: step or train on, and see what has changed."}
        aria-disabled={refusal !== null || undefined}
        onClick={() => {
          if (refusal === null) void pin();
        }}
      >
        Pin
      </button>
    </div>
  );
}

function Pinned({ tensor, pin, change }: Pick<Props, "tensor" | "change"> & { readonly pin: Pin }) {
  const { show, setShow, unpin } = usePins();
  return (
    <div className="inspect-actions pin-bar">
      <fieldset className="inspect-sides">
        <legend className="wg-hidden">what the grid shows</legend>
        {(Object.keys(shows) as PinShow[]).map((of) => (
          <label key={of}>
            <input type="radio" name="pin-show" checked={show === of} onChange={() => setShow(of)} />
            {shows[of]}
          </label>
        ))}
      </fieldset>
      <button type="button" onClick={() => unpin(tensor)}>
        Unpin
      </button>
      <p className="field-summary" role="status">
        {`Pinned at iteration ${pin.at.iteration}${pin.at.cursor === 0 ? "" : `, instruction ${pin.at.cursor + 1}`}. `}
        {change !== undefined && explain(change)}
      </p>
    </div>
  );
}

function explain(change: Change | null): string {
  if (change === null) return "Nothing has changed since.";
  return `The largest change since is ${formatNumber(change.size)}, at ${formatIndex(change.index)}.`;
}
