import { expect, type Locator } from "@playwright/test";
import { EditorPage, test } from "./editorPage.ts";

async function retitle(editor: EditorPage, title: string): Promise<void> {
  await editor.title.fill(title);
  await editor.title.press("Enter");
}

const mark = (editor: EditorPage, state: string): Locator =>
  editor.page.locator(`.saved-state [data-state="${state}"]`);

test("once there is room again it saves by itself; a closed database is opened again", async ({ editor, page }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype as {
      open: (this: IDBFactory, ...args: [name: string, version?: number | undefined]) => IDBOpenDBRequest;
    };
    const { put } = IDBObjectStore.prototype as {
      put: (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
    };
    const connections: IDBDatabase[] = [];
    Object.assign(globalThis, { connections, full: false });
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args);
      request.addEventListener("success", () => connections.push(request.result));
      return request;
    };
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (Reflect.get(globalThis, "full") === true) this.transaction.abort();
      if (Reflect.get(globalThis, "full") === true) throw new DOMException("there is no room", "QuotaExceededError");
      return put.call(this, value, key);
    };
  });
  await editor.open();
  await page.evaluate(() => Object.assign(globalThis, { full: true }));
  await retitle(editor, "Without room");
  await expect(mark(editor, "failed")).toBeVisible();
  await expect(editor.notices).toContainText("save it as a file");
  await page.evaluate(() => Object.assign(globalThis, { full: false }));
  await expect(mark(editor, "saved")).toBeVisible();
  await expect(editor.notices).toContainText("keeps your graph again");

  await page.evaluate(() => {
    for (const connection of Reflect.get(globalThis, "connections") as IDBDatabase[]) connection.close();
  });
  await retitle(editor, "After the database was closed");
  await expect(mark(editor, "saved")).toBeVisible();
  await page.reload();
  await expect(editor.title).toHaveValue("After the database was closed");
});

test("while the storage is silent one's own document is waited for, and nothing takes its place", async ({
  editor,
  page,
}) => {
  await editor.open();
  await retitle(editor, "Mine");
  await editor.saved();
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype as {
      open: (this: IDBFactory, ...args: [name: string, version?: number | undefined]) => IDBOpenDBRequest;
    };
    const waiting: IDBOpenDBRequest[] = [];
    const state = { silent: true };
    Object.assign(globalThis, {
      speak: () => {
        state.silent = false;
        for (const request of waiting) request.dispatchEvent(new Event("success"));
      },
    });
    // No connection is made before it is let.
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args);
      request.addEventListener("success", (event) => {
        if (!state.silent) return;
        event.stopImmediatePropagation();
        waiting.push(request);
      });
      return request;
    };
  });
  await page.reload();
  const told = page.getByText("The browser’s storage does not answer yet.");
  await expect(told).toContainText("“Mine”");
  await expect(editor.cards).toHaveCount(0);
  await expect(editor.title).not.toHaveValue("Notebook MLP");
  await page.evaluate(() => (Reflect.get(globalThis, "speak") as () => void)());
  await expect(editor.title).toHaveValue("Mine");
  await expect(told).toHaveCount(0);
  await expect(editor.cards).toHaveCount(12);
});

test("edited copies of two links in two tabs are both there after both are loaded again", async ({ editor, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.open();
  const links: string[] = [];
  for (const title of ["First", "Second"]) {
    await retitle(editor, title);
    await editor.button("Share").click();
    await expect(editor.notices).toContainText("Link copied");
    links.push(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash);
    await editor.closeNotices();
  }
  const tabs: EditorPage[] = [];
  for (const link of links) {
    const tab = new EditorPage(await page.context().newPage());
    await tab.open(link);
    await retitle(tab, `${await tab.title.inputValue()}, changed`);
    await expect(tab.page.locator('[data-kept="true"]')).toBeVisible();
    tabs.push(tab);
  }
  for (const [index, name] of ["First, changed", "Second, changed"].entries()) {
    await tabs[index]!.page.reload();
    await expect(tabs[index]!.title).toHaveValue(name);
  }
});

test("a database that the browser has lost is made again from second copies", async ({ editor, page }) => {
  await editor.open();
  await retitle(editor, "Kept twice");
  await editor.saved();
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await editor.open();
  await expect(editor.title).toHaveValue("Kept twice");
  await expect(editor.notices).toContainText("Your document was brought back from a second copy");
});

test("a document that cannot be read is told to be so, and not to be gone", async ({ editor, page }) => {
  await editor.open();
  await retitle(editor, "Mine");
  await editor.saved();
  await page.addInitScript(() => {
    const { get } = IDBObjectStore.prototype as {
      get: (this: IDBObjectStore, key: IDBValidKey) => IDBRequest<unknown>;
    };
    IDBObjectStore.prototype.get = function (key: IDBValidKey) {
      if (Array.isArray(key) && key[0] === "graph") throw new DOMException("a bad sector", "UnknownError");
      return get.call(this, key);
    };
  });
  await page.reload();
  await expect(editor.notices).toContainText("a bad sector");
  await expect(editor.title).toHaveValue("Notebook MLP");
  await expect(editor.notices).not.toContainText("no longer in this browser");
});

test("a file that cannot be written is left as it was, and told in our words", async ({ editor, page }) => {
  await page.addInitScript(() => {
    const file = {
      write: () => Promise.reject(new DOMException("An operation that depends on state …", "QuotaExceededError")),
      close: () => Promise.resolve(),
      abort: () => {
        Object.assign(globalThis, { aborted: true });
        return Promise.resolve();
      },
    };
    const handle = { name: "mine.json", createWritable: () => Promise.resolve(file) };
    Object.assign(globalThis, { showSaveFilePicker: () => Promise.resolve(handle) });
  });
  await editor.open();
  await page.keyboard.press("Control+s");
  await expect(editor.notices).toHaveText(
    "mine.json could not be written (there is no room for it). What was in it is as it was.",
  );
  expect(await page.evaluate(() => Reflect.get(globalThis, "aborted") as unknown)).toBe(true);
});
