/**
 * Says how a whole graph is shown: never larger than life, and above the controls, the legend and the minimap, which lie
 * along the lower edge; in a narrow canvas the legend lies along the upper one.
 */
export function fitOptions(width: number, bare = false) {
  if (bare) return { padding: "12px", maxZoom: 1, minZoom: 0.1 } as const;
  const padding =
    width > wideCanvas
      ? ({ top: "16px", right: "16px", bottom: "50px", left: "16px" } as const)
      : ({ top: "40px", right: "12px", bottom: "60px", left: "12px" } as const);
  return { padding, maxZoom: 1, minZoom: 0.1 };
}

/** From this width on, the legend is beside the controls and there is a minimap. */
export const wideCanvas = 780;
