interface MapButtonsProps {
  readonly onCloser: () => void;
  readonly onFurther: () => void;
  readonly onWhole: () => void;
  /** Absent where it is as large as it becomes. */
  readonly onEnlarge?: () => void;
}

/** Shows what a map can do, for who has no wheel: the keys + - 0 do the same. */
export function MapButtons({ onCloser, onFurther, onWhole, onEnlarge }: MapButtonsProps) {
  const button = (label: string, path: string, onClick: () => void) => (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
  return (
    <div className="map-buttons" role="group" aria-label="Map">
      {button("Zoom in", "M8 3v10M3 8h10", onCloser)}
      {button("Zoom out", "M3 8h10", onFurther)}
      {button("Show all", "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10", onWhole)}
      {onEnlarge !== undefined && button("Larger", "M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9", onEnlarge)}
    </div>
  );
}
