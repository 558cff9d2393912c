import {
  expect,
  test as base,
  type BrowserContext,
  type ConsoleMessage,
  type Locator,
  type Page,
  type WebError,
} from "@playwright/test";

/** The editor as a person finds it on the screen. */
export class EditorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the site and waits until its graph is compiled. `hash` is a link's fragment. */
  async open(hash = ""): Promise<void> {
    await this.page.goto(`./${hash}`);
    await this.ready();
  }

  /** Waits until the session has said what it makes of the graph. */
  async ready(): Promise<void> {
    // Where there is no room for it, the count is there all the same. A whole book takes a while on a busy machine. In the
    // page, at its next frame: from here half a second might pass between two looks.
    await this.page.waitForFunction(() => document.querySelector(".saved-parameters") !== null, null, {
      timeout: 20_000,
    });
  }

  /** Closes every notice, as a reader does who has read it. */
  async closeNotices(): Promise<void> {
    const closeNewest = async (): Promise<number> => {
      const left = await this.notices.count();
      if (left > 0) await this.page.keyboard.press("Escape");
      return left;
    };
    await expect.poll(closeNewest, { intervals: [0] }).toBe(0);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  reading(name: "iteration" | "loss" | "rate"): Locator {
    return this.page.locator(`[data-reading="${name}"]`);
  }

  get note(): Locator {
    return this.page.locator(".run-note");
  }

  get notices(): Locator {
    return this.page.getByRole("region", { name: "Notifications" }).locator("[role=alert], [role=status]");
  }

  get cards(): Locator {
    return this.page.locator(".react-flow__node-card");
  }

  get title(): Locator {
    return this.page.getByRole("banner").getByRole("textbox", { name: "Title" });
  }

  get cursor(): Locator {
    return this.page.locator('[aria-current="step"]');
  }

  /** Trains until the iteration has had its update, and waits for it. */
  async trainTo(iteration: number): Promise<void> {
    await this.page.getByLabel("stop at iteration").fill(String(iteration));
    await this.button("Train").click();
    await this.page
      .waitForFunction(
        (note) => document.querySelector(".run-note")?.textContent === note,
        `stopped at iteration ${iteration}`,
        { timeout: 15_000 },
      )
      // What was there instead is told below.
      .catch(() => undefined);
    await expect(this.reading("iteration")).toHaveText(String(iteration));
    await expect(this.note).toHaveText(`stopped at iteration ${iteration}`);
  }

  /** Waits until the browser keeps what is on the screen. */
  async saved(): Promise<void> {
    await expect(this.page.locator('[data-state="saved"]')).toBeVisible();
  }

  /** Drops a file on the page, or on what is given: its text, or its bytes as numbers. */
  async drop(
    name: string,
    content: string | readonly number[],
    on: Locator = this.page.locator("body"),
  ): Promise<void> {
    await on.evaluate(
      (element, [fileName, text]) => {
        const dataTransfer = new DataTransfer();
        const part = typeof text === "string" ? text : new Uint8Array(text);
        dataTransfer.items.add(
          new File([part], fileName, { type: fileName.endsWith(".json") ? "application/json" : "" }),
        );
        for (const type of ["dragenter", "dragover", "drop"]) {
          element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
        }
      },
      [name, content] as const,
    );
  }

  /** The card of a node. */
  card(id: string): Locator {
    return this.page.locator(`.react-flow__node-card[data-id="${id}"]`);
  }
}

/** Collects what pages complain of: errors in the console, which a breach of the content security policy is too. */
function watchForFaults(context: BrowserContext): { readonly faults: string[]; readonly stop: () => void } {
  const faults: string[] = [];
  const hear = (message: ConsoleMessage): void => {
    if (message.type() === "error") faults.push(message.text());
  };
  const see = (error: WebError): void => {
    faults.push(String(error.error()));
  };
  context.on("console", hear);
  context.on("weberror", see);
  const stop = (): void => {
    context.off("console", hear);
    context.off("weberror", see);
  };
  return { faults, stop };
}

/** Gives the page of a kind, which outlasts a test: the site opens on it in half the time that a new page needs. */
type KeptPage = (kind: string) => Promise<Page>;

/** Makes a kept page as one in a browser that was never at the site. */
async function forgetVisits(page: Page, origin: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme: null, reducedMotion: "reduce" });
  await page.context().clearPermissions();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await devtools.detach();
}

/** Has what a test puts before the site's own scripts taken away again by the function that it returns. */
function scriptsOfTest(target: Page | BrowserContext): () => Promise<void> {
  const add = target.addInitScript.bind(target);
  const added: Awaited<ReturnType<typeof add>>[] = [];
  target.addInitScript = async (...script) => {
    const one = await add(...script);
    added.push(one);
    return one;
  };
  return async () => {
    Reflect.deleteProperty(target, "addInitScript");
    for (const one of added) await one.dispose();
  };
}

/** Ends what runs on a kept page, and what the tab itself remembers. */
async function leaveSite(page: Page): Promise<void> {
  await page.evaluate(() => sessionStorage.clear()).catch(() => undefined);
  await page.goto("about:blank");
}

/**
 * A test with an editor, in a browser's context of its own: for one of what the browser fetches. It fails when the page
 * complains.
 */
export const testInOwnContext = base.extend<
  { readonly editor: EditorPage; readonly faults: string[] },
  { readonly keptPage: KeptPage }
>({
  keptPage: [
    async ({ browser }, use) => {
      const pages = new Map<string, Page>();
      await use(async (kind) => {
        const before = pages.get(kind);
        if (before !== undefined && !before.isClosed()) return before;
        const page = await (before?.context() ?? (await browser.newContext())).newPage();
        pages.set(kind, page);
        return page;
      });
      for (const page of pages.values()) await page.context().close();
    },
    { scope: "worker" },
  ],
  faults: async ({ context }, use) => {
    const { faults, stop } = watchForFaults(context);
    await use(faults);
    stop();
    expect(faults).toEqual([]);
  },
  // The faults are watched for from before the page is there.
  editor: async ({ page, faults }, use) => {
    expect(faults).toEqual([]);
    await use(new EditorPage(page));
  },
});

/** A test with an editor, in a browser that seems never to have been here. It fails when the page complains. */
export const test = testInOwnContext.extend({
  page: async ({ keptPage, baseURL, viewport, hasTouch, isMobile }, use) => {
    const page = await keptPage(JSON.stringify({ viewport, hasTouch, isMobile }));
    // The test before may have made the window smaller.
    if (viewport !== null) await page.setViewportSize(viewport);
    await forgetVisits(page, baseURL!);
    const withoutScripts = scriptsOfTest(page);
    const withoutScriptsOfAll = scriptsOfTest(page.context());
    await use(page);
    for (const tab of page.context().pages()) if (tab !== page) await tab.close();
    await withoutScriptsOfAll();
    // The test may have closed it.
    if (page.isClosed()) return;
    await withoutScripts();
    await leaveSite(page);
  },
  context: async ({ page }, use) => use(page.context()),
});

/**
 * One page for all tests of a group, each of which finds it fit for use whatever the one before did: opening the site
 * takes longer than such a test. To be called in a `describe`; what it gives is for the tests.
 */
export function onOnePage(open: (editor: EditorPage) => Promise<void>): () => EditorPage {
  let shared: EditorPage | undefined;
  let watch: ReturnType<typeof watchForFaults>;
  test.beforeAll(async ({ keptPage, baseURL }) => {
    const page = await keptPage("of a group");
    await forgetVisits(page, baseURL!);
    watch = watchForFaults(page.context());
    shared = new EditorPage(page);
    await open(shared);
  });
  test.afterEach(() => expect(watch.faults).toEqual([]));
  test.afterAll(async () => {
    watch.stop();
    if (shared !== undefined) await leaveSite(shared.page);
  });
  return () => {
    if (shared === undefined) throw new Error("the page is opened before the tests, not before their group");
    return shared;
  };
}
