const paths = {
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
  redo: "m10 3 3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H9",
  train: "M4.5 2.8v10.4L13 8z",
  pause: "M4.5 3v10M11.5 3v10",
  step: "M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3.5v9",
  back: "M14 8H6M9 4.5 5.5 8 9 11.5M2.5 3.5v9",
  backInto: "M8 14V6.5M4.5 9.5 8 6l3.5 3.5M5 2.5h6",
  into: "M8 2v7.5M4.5 6.5 8 10l3.5-3.5M5 13.5h6",
  out: "M3 13V8.5A3.5 3.5 0 0 1 6.5 5H13M9.5 1.5 13 5 9.5 8.5",
  pass: "M2.5 4.5 6 8l-3.5 3.5M8 4.5 11.5 8 8 11.5M14 3.5v9",
  runTo: "M2 8h6M5.5 5.5 8 8l-2.5 2.5M12 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  breakpoint: "M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9",
  slow: "M6 4.5v7L12 8zM2.5 4.5v7",
  iterate: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  reset: "M3.5 3v10M12.5 3.5 6.5 8l6 4.5z",
  light: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  dark: "M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5 5.8 5.8 0 1 0 13.5 9.6Z",
  auto: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 2v12M8 5l5 1M8 8h6M8 11l5-.6",
  help: "M5.7 6.1a2.3 2.3 0 1 1 3.2 2.2c-.6.3-.9.7-.9 1.4M8 12.2v.1",
  close: "m4 4 8 8M12 4l-8 8",
  down: "m4.5 6.5 3.5 3.5 3.5-3.5",
  left: "M10 4 6 8l4 4",
  right: "m6 4 4 4-4 4",
  up: "m4 10 4-4 4 4",
  nodes: "M3 3h4v4H3zM9 9h4v4H9zM7 5h2.5a1.5 1.5 0 0 1 1.5 1.5V9",
  canvas: "M2 3.5h12v9H2zM5 6.5h2M9 9.5h2M7 6.5l2 3",
  inspect: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14",
  gallery: "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
  lesson: "M8 4.2C6.6 3.2 4.6 2.8 2 2.8v9.4c2.6 0 4.6.4 6 1.4 1.4-1 3.4-1.4 6-1.4V2.8c-2.6 0-4.6.4-6 1.4v9.4",
  share: "M8 10V2.2M5 5l3-3 3 3M3.5 8v5.5h9V8",
  present: "M1.5 2.5h13v8.5h-13zM8 11v2.5M5 14h6",
  chart: "M2.5 2.5v11h11M5 5c1 4 3 5 8 5.5",
} as const;

export type IconName = keyof typeof paths;

/** Shows a line drawing of 16 by 16. The control that carries it has the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="wg-icon"
      data-filled={name === "train" ? true : undefined}
      width={size}
      height={size}
      viewBox="0 0 16 16"
    >
      <path d={paths[name]} />
    </svg>
  );
}
