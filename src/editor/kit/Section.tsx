import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Shows a part of the inspector under its title. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <div className="inspect-section" data-place={`section ${title}`} role="group" aria-label={title}>
      <h3>
        {title}
        {aside !== undefined && <span className="inspect-aside">{aside}</span>}
      </h3>
      {children}
    </div>
  );
}
