import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds on a page, to be narrowed with `include` and `withRules`. The site has no frames, so that one run in
 * the page is the whole: else axe tells a second page of all that is right, which takes three times as long. No rule that
 * is asked for reads style sheets, which it would load once more.
 */
export const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"], preload: false });
