import { lookOf } from "../kit/commands/command.ts";
import { reset } from "../runner/commands/training.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useSession } from "../runner/useSession.ts";
import "./seedMark.css";

const meaning =
  "The graph was edited after it had been trained, or a number was written by hand: Reset and as many iterations may " +
  "give other numbers than these.";

/** Says, below the readings, that the numbers are not those that the seed leads to. It has the way back to them. */
export function SeedMark() {
  const runner = useRunner();
  const shown = useSession(({ status }) => status !== null && status.evaluated && !status.fromSeed);
  if (!shown) return null;
  return (
    <p className="seed-mark">
      <span title={meaning}>not the seed’s numbers</span>
      <button
        type="button"
        aria-label="Reset to the seed’s numbers"
        data-tip={lookOf(reset, { runner }).hint}
        onClick={() => runner.commands.reset()}
      >
        Reset
      </button>
    </p>
  );
}
