import { useMemo, useState } from "react";
import { formatCount } from "../../../../base/formatNumber.ts";
import { searchLabels } from "../../../../views/map/searchLabels.ts";

interface WordSearchProps {
  readonly labels: readonly string[];
  readonly onChoose: (row: number) => void;
}

/** So many of the tokens that fit are offered. */
const offered = 6;

/** Finds a token by what is typed; Enter chooses the first that fits. */
export function WordSearch({ labels, onChoose }: WordSearchProps) {
  const [typed, setTyped] = useState("");
  const { rows, total } = useMemo(() => searchLabels(labels, typed, offered), [labels, typed]);
  const choose = (row: number): void => {
    setTyped("");
    onChoose(row);
  };
  const said =
    typed.trim() === ""
      ? ""
      : total === 0
        ? "No token contains this."
        : total > rows.length
          ? `The first ${rows.length} of ${formatCount(total)} that fit:`
          : "";
  return (
    <div className="map-search">
      <input
        type="search"
        className="inspect-input"
        aria-label="find a token"
        placeholder="Find a token"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || rows[0] === undefined) return;
          event.preventDefault();
          choose(rows[0]);
        }}
      />
      <p className="field-summary" role="status">
        {said}
      </p>
      {rows.length > 0 && (
        <ul className="map-words" aria-label="tokens that fit">
          {rows.map((row) => (
            <li key={row}>
              <button type="button" onClick={() => choose(row)}>
                {labels[row]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
