/**
 * Says how a whole graph is shown: never larger than life, and with room for the controls, the legend and the minimap.
 */
export function fitOptions(width: number, bare = false) {
  if (bare) return { padding: "12px", maxZoom: 1, minZoom: 0.1 } as const;
  const padding =
    width > wideCanvas
      ? ({ top: "24px", right: "24px", bottom: "44px", left: "56px" } as const)
      : ({ top: "40px", right: "12px", bottom: "60px", left: "12px" } as const);
  return { padding, maxZoom: 1, minZoom: 0.1 };
}

/** From this width on, the controls stand at the side and there is a minimap. */
export const wideCanvas = 640;
