import { useRef, type KeyboardEvent } from "react";
import { useInspected, type InspectorTab } from "../runner/inspectedStore.ts";
import "./tabs.css";

interface Props {
  readonly tabs: readonly { readonly id: InspectorTab; readonly label: string }[];
  readonly current: InspectorTab;
  /** The id of the element that shows the current one. */
  readonly panel: string;
}

/** Shows the inspector's pages as tabs: one tab stop, the arrow keys go from one to the next. */
export function InspectorTabs({ tabs, current, panel }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const showTab = useInspected((state) => state.showTab);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ id }) => id === current) + by;
    // Behind the last comes the first, but End stays at the last.
    const wrapped = Math.abs(by) === 1 ? (at + tabs.length) % tabs.length : Math.max(0, Math.min(tabs.length - 1, at));
    const next = tabs[wrapped];
    if (next === undefined) return;
    showTab(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    // The keys of a list with one tab stop are heard where its buttons are.
    <div ref={list} className="inspect-tabs" role="tablist" aria-label="Inspector" onKeyDown={onKeyDown}>
      {tabs.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-tab={id}
          data-place={`tab ${id}`}
          aria-selected={id === current}
          aria-controls={panel}
          tabIndex={id === current ? 0 : -1}
          onClick={() => showTab(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
