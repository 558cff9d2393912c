import { expect, test as base, type BrowserContext, type Locator, type Page } from "@playwright/test";

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
    // Where there is no room for it, the count is there all the same. A whole book takes a while on a busy machine.
    await expect(this.page.locator(".saved-parameters")).toBeAttached({ timeout: 20_000 });
  }

  /** Closes every notice, as a reader does who has read it. */
  async closeNotices(): Promise<void> {
    for (let left = await this.notices.count(); left > 0; left--) await this.page.keyboard.press("Escape");
    await expect(this.notices).toHaveCount(0);
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
    await expect(this.reading("iteration")).toHaveText(String(iteration), { timeout: 15_000 });
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
        dataTransfer.items.add(new File([part], fileName, { type: "application/json" }));
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

/** What the page complained of: errors in its console, which a breach of the content security policy is too. */
function watchForFaults(context: BrowserContext, faults: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
}

/**
 * One page for all tests of a group, each of which finds it fit for use whatever the one before did: opening the site
 * takes longer than such a test. To be called in a `describe`; what it gives is for the tests.
 */
export function onOnePage(open: (editor: EditorPage) => Promise<void>): () => EditorPage {
  const faults: string[] = [];
  let shared: EditorPage | undefined;
  base.beforeAll(async ({ browser }) => {
    const context = await browser.newContext();
    watchForFaults(context, faults);
    shared = new EditorPage(await context.newPage());
    await open(shared);
  });
  base.afterEach(() => expect(faults).toEqual([]));
  base.afterAll(() => shared?.page.context().close());
  return () => {
    if (shared === undefined) throw new Error("the page is opened before the tests, not before their group");
    return shared;
  };
}

/** A test with an editor in a browser that was never here before. It fails when the page complains. */
export const test = base.extend<{ editor: EditorPage; faults: string[] }>({
  faults: async ({ context }, use) => {
    const faults: string[] = [];
    watchForFaults(context, faults);
    await use(faults);
    expect(faults).toEqual([]);
  },
  // The faults are watched for from before the page is there.
  editor: async ({ page, faults }, use) => {
    expect(faults).toEqual([]);
    await use(new EditorPage(page));
  },
});
