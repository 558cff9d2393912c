import { formatCount } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import { copyText } from "../document/clipboard/copyText.ts";
import { tellFault } from "../runner/tellFault.ts";
import { useRunner } from "../runner/useRunner.ts";
import { wholeRegion } from "../runner/reading/wholeRegion.ts";
import { notify } from "../kit/noticeStore.ts";
import type { NamedTensor } from "../pictures/TensorChoice.tsx";
import { csv, torchLiteral } from "./tensorText.ts";

/** More numbers than this nobody wants on a clipboard. */
const most = 100_000;

interface Props {
  readonly node: string;
  readonly tensor: NamedTensor;
  readonly side: "value" | "grad";
}

/** Copies the whole tensor, every digit of it. */
export function CopyTensor({ node, tensor, side }: Props) {
  const { ask } = useRunner();
  const count = elements(tensor.shape);
  const refusal =
    count > most ? `It has ${formatCount(count)} numbers; at most ${formatCount(most)} are copied.` : null;
  const copy = async (format: typeof torchLiteral, what: string): Promise<void> => {
    try {
      const { data, shape, dtype } = await ask("read", {
        tensor: { node, port: tensor.port, side },
        region: wholeRegion(tensor.shape),
      });
      const name = `${node}.${tensor.port}`;
      if (!(await copyText(format(data, shape, dtype), `${name} as ${what}`))) return;
      notify({ kind: "info", message: `${name} copied as ${what}: ${formatCount(count)} numbers.` });
    } catch (error) {
      tellFault(error);
    }
  };
  const button = (label: string, format: typeof torchLiteral, what: string) => (
    <button
      type="button"
      data-tip={refusal ?? undefined}
      aria-disabled={refusal !== null || undefined}
      onClick={() => {
        if (refusal === null) void copy(format, what);
      }}
    >
      {label}
    </button>
  );
  return (
    <div className="inspect-actions">
      {button("Copy as PyTorch", torchLiteral, "a PyTorch literal")}
      {button("Copy as CSV", csv, "CSV")}
    </div>
  );
}
