import { expect } from "@playwright/test";
import { EditorPage, onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";
import { layoutFaults } from "./layoutFaults.ts";

const viewless = "mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)";
const plainly = "32 rows of 3 letters with 2 numbers each make 96 rows of 2 here; W wants rows of 6. View joins them.";

const shared = onOnePage((editor) => new GraphPage(editor.page).open());

test.beforeEach(() => new GraphPage(shared().page).openAgain());

test("a node is added by a click on the palette, in view, on no other card, and selected", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await page.getByRole("navigation", { name: "Nodes" }).getByRole("button", { name: "Tanh" }).click();
  await expect(graph.cards()).toHaveCount(13);
  await expect(graph.card("tanh_2")).toBeInViewport();
  await expect(graph.card("tanh_2")).toContainText("wire x");
  await expect(graph.inspector().getByRole("heading", { level: 2 })).toContainText("tanh_2");
  // The built page loads the types' help apart from them.
  await expect(graph.inspector()).toContainText("Its slope is 1 − y²");
  await page.keyboard.press("Control+z");
  await expect(graph.cards()).toHaveCount(12);
});

test("a node is added by dragging it onto the canvas", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const place = await graph.emptyPlace();
  const box = (await page.locator(".react-flow").boundingBox())!;
  await page
    .getByRole("navigation", { name: "Nodes" })
    .getByRole("button", { name: "SGD" })
    .dragTo(page.locator(".react-flow"), { targetPosition: { x: place.x - box.x, y: place.y - box.y } });
  await expect(graph.cards()).toHaveCount(13);
  const head = await graph.middle(graph.head("sgd_2"));
  expect(Math.hypot(head.x - place.x, head.y - place.y)).toBeLessThan(24);
});

test("the palette is searched", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await page.keyboard.press("/");
  await page.keyboard.type("cross");
  const list = page.getByRole("navigation", { name: "Nodes" }).getByRole("listitem");
  await expect(list).toHaveText(["CrossEntropy"]);
  await page.keyboard.press("Enter");
  await expect(graph.card("cross_entropy")).toBeVisible();
});

test("a wire is drawn from an output to an input", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.wire("tanh.out", "output.x").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await expect(graph.wires()).toHaveCount(12);
  await expect(graph.card("output")).toContainText("wire x");
  await graph.settled();
  await graph.draw(graph.port("output", "tanh", "out"), graph.port("input", "output", "x"));
  await expect(graph.wire("tanh.out", "output.x")).toHaveCount(1);
  await expect(graph.wireLabel("", "loss.logits")).toHaveText("32×27");
});

test("a wire that cannot be is refused with the reason while it is dragged", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.dragTo(graph.port("output", "words", "words"), graph.port("input", "hidden", "x"));
  await expect(graph.hint()).toHaveText('"words.words" carries words, "hidden.x" takes a tensor');
  await expect(graph.port("input", "hidden", "x")).toHaveClass(/port-dimmed/);
  await expect(graph.port("input", "tokenize", "words")).not.toHaveClass(/port-dimmed/);
  await graph.drop();
  await expect(graph.hint()).toBeHidden();
  await expect(graph.wires()).toHaveCount(13);
  // In a circle.
  await graph.dragTo(graph.port("output", "output", "out"), graph.port("input", "hidden", "x"));
  await expect(graph.hint()).toContainText("circle");
  await graph.drop();
  await expect(graph.wires()).toHaveCount(13);
});

test("a shape error is foretold while the wire is dragged, and shown at the node when it is dropped", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.dragTo(graph.port("output", "C", "out"), graph.port("input", "hidden", "x"));
  await expect(graph.hint()).toHaveText(`${viewless}${plainly}`);
  await graph.drop();
  await expect(graph.wire("C.out", "hidden.x")).toHaveCount(1);
  await expect(graph.card("hidden")).toContainText(`${viewless}${plainly}`);
  await expect(graph.card("tanh")).toContainText("waits for hidden");
});

test("without its view, the model says what PyTorch would say; undo brings it back", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.head("view").click();
  await page.keyboard.press("Delete");
  await expect(graph.cards()).toHaveCount(11);
  await expect(graph.card("hidden")).toContainText(viewless);
  await expect(graph.card("hidden").getByRole("img", { name: "error" })).toBeVisible();
  // What is to be done stands wherever the error does.
  for (const region of ["What the step did", "Ask the model"])
    await expect(page.getByRole("region", { name: region })).toContainText("View joins them.");
  // What is said of a card makes it no higher: it would lie on the one below it.
  expect((await layoutFaults(page)).filter((fault) => fault.includes("lies on"))).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect(graph.cards()).toHaveCount(12);
  await expect(graph.card("hidden")).not.toContainText(viewless);
  await expect(graph.wireLabel("", "hidden.x")).toHaveText("32×6");
});

test("a setting is edited on the card: Enter commits, Escape takes back, shapes follow", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.zoomTo("C");
  await graph.setting("C", "dim").fill("10");
  await graph.setting("C", "dim").press("Escape");
  await expect(graph.setting("C", "dim")).toHaveValue("n_embd");
  await graph.setting("C", "dim").fill("10");
  await graph.setting("C", "dim").press("Enter");
  await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×10");
  await expect(graph.card("view")).not.toContainText("waits");
  await page.keyboard.press("Escape");
  await graph.button(/^Undo/).click();
  await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×2");
  await expect(graph.setting("C", "dim")).toHaveValue("n_embd");
  await graph.button(/^Redo/).click();
  await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×10");
});

test("undo and redo in a field act on the document once what was typed is committed", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.zoomTo("C");
  for (const field of [
    graph.inspector().getByRole("textbox", { name: "n_embd", exact: true }),
    graph.setting("C", "dim"),
  ]) {
    const before = await field.inputValue();
    await field.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("10");
    await page.keyboard.press("Enter");
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×10");
    await expect(field).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(field).toHaveValue(before);
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×2");
    await page.keyboard.press("Control+Shift+z");
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×10");
    await page.keyboard.press("Control+z");
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×2");
    // Leaving the field is no new edit: there is still something to redo.
    await field.blur();
    await page.keyboard.press("Control+y");
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×10");
    await page.keyboard.press("Control+z");
    await expect(graph.wireLabel("", "view.x")).toHaveText("32×3×2");
  }
});

test("what is typed and not committed is undone as text, and dropped when the document changes under it", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const field = graph.setting("C", "dim");
  await graph.zoomTo("C");
  await graph.setting("hidden", "out").fill("50");
  await graph.setting("hidden", "out").press("Enter");
  await expect(graph.wireLabel("", "tanh.x")).toHaveText("32×50");
  await field.click();
  await page.keyboard.press("End");
  await page.keyboard.type("7");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("n_embd");
  await expect(graph.wireLabel("", "tanh.x")).toHaveText("32×50");
  await page.keyboard.press("Control+z");
  await expect(graph.wireLabel("", "tanh.x")).toHaveText("32×100");
});

test("a setting that is no expression says so at its field", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.zoomTo("hidden");
  await graph.setting("hidden", "out").fill("n_hiden");
  await graph.setting("hidden", "out").press("Enter");
  await expect(graph.setting("hidden", "out")).toHaveAttribute("aria-invalid", "true");
  await expect(graph.card("hidden").locator(".field-fault")).toContainText("n_hiden");
  await graph.setting("hidden", "out").fill("n_hidden");
  await graph.setting("hidden", "out").press("Enter");
  await expect(graph.card("hidden").locator(".field-fault")).toHaveCount(0);
});

test("a node is renamed on its card, and its wires follow", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.card("hidden").locator(".card-name").dblclick();
  await page.keyboard.type("layer_1");
  await page.keyboard.press("Enter");
  await expect(graph.wire("view.out", "layer_1.x")).toHaveCount(1);
  await expect(page.getByRole("group", { name: "layer_1, linear" })).toBeVisible();
  // A name that is taken is refused, and the old one stays.
  await graph.head("tanh").click();
  await page.keyboard.press("F2");
  await page.keyboard.type("view");
  await page.keyboard.press("Enter");
  await expect(page.getByText('there is a node "view" already')).toBeVisible();
  await expect(graph.card("tanh")).toBeVisible();
});

test("a name that is taken is refused at its field in the inspector, and can be mended there", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.head("tanh").click();
  const name = graph.inspector().getByLabel("name", { exact: true });
  await name.fill("view");
  await name.press("Enter");
  await expect(graph.inspector().getByRole("alert")).toHaveText('there is a node "view" already');
  await expect(name).toHaveValue("view");
  await name.fill("squash");
  await name.press("Enter");
  await expect(graph.card("squash")).toBeVisible();
  await expect(graph.inspector().getByRole("alert")).toHaveCount(0);
});

test("a wire dropped on the empty canvas offers the nodes that fit", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.draw(graph.port("output", "C", "out"), await graph.emptyPlace());
  const menu = page.getByRole("dialog", { name: "Add a node here" });
  await expect(menu.getByRole("option")).not.toHaveCount(0);
  await expect(menu.getByRole("option", { name: /Tokenize/ })).toHaveCount(0);
  await page.keyboard.type("tanh");
  await page.keyboard.press("Enter");
  await expect(menu).toBeHidden();
  await expect(graph.wire("C.out", "tanh_2.x")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(graph.cards()).toHaveCount(12);
  await expect(graph.wires()).toHaveCount(13);
});

test("a wire is put elsewhere by its end", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  // The end of the wire into output.x, beside the handle itself.
  const handle = await graph.middle(graph.port("input", "output", "x"));
  const anchor = await graph.wire("tanh.out", "output.x").locator(".react-flow__edgeupdater-target").boundingBox();
  const start = { x: anchor!.x + 3, y: handle.y };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const target = await graph.middle(graph.port("input", "loss", "target"));
  await page.mouse.move(start.x - 10, start.y + 30, { steps: 4 });
  await page.mouse.move(target.x, target.y, { steps: 12 });
  await graph.drop();
  await expect(graph.wire("tanh.out", "loss.target")).toHaveCount(1);
  await expect(graph.wire("tanh.out", "output.x")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(graph.wire("tanh.out", "output.x")).toHaveCount(1);
  await expect(graph.wire("context.y", "loss.target")).toHaveCount(1);
});

test("what is refused for its length stays in its field, and can be copied when the field goes away", async () => {
  const { page } = shared();
  const editor = new EditorPage(page);
  const graph = new GraphPage(page);
  await editor.title.fill("x".repeat(1001));
  await editor.title.press("Enter");
  await expect(editor.notices).toContainText("the text has 1001 characters, at most 1000 are allowed");
  await expect(editor.title).toHaveValue("x".repeat(1001));
  await page.keyboard.press("Escape");
  await expect(editor.title).not.toHaveValue(/x/);
  const description = graph.inspector().getByLabel("description");
  await description.fill("y".repeat(65_537));
  await graph.head("tanh").click();
  await expect(graph.inspector().getByRole("heading", { level: 2 })).toContainText("tanh");
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      document.body.dataset["copied"] = String(text.length);
      return Promise.resolve();
    };
  });
  await editor.notices.getByRole("button", { name: "Copy them" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-copied", "65537");
});

test("variables are added, changed, renamed and removed in the inspector", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const inspector = graph.inspector();
  await inspector.getByRole("textbox", { name: "n_hidden", exact: true }).fill("50");
  await page.keyboard.press("Enter");
  await expect(graph.wireLabel("", "tanh.x")).toHaveText("32×50");
  await inspector.getByLabel("name of variable n_hidden").fill("wide");
  await page.keyboard.press("Enter");
  await expect(graph.setting("hidden", "out")).toHaveValue("wide");
  await expect(graph.wireLabel("", "tanh.x")).toHaveText("32×50");
  await inspector.getByLabel("name of a new variable").fill("twice");
  await inspector.getByLabel("expression of a new variable").fill("2 * wide");
  await inspector.getByRole("button", { name: "Add variable" }).click();
  await expect(inspector.getByLabel("name of variable twice")).toBeVisible();
  await expect(inspector).toContainText("= 100");
  await inspector.getByRole("button", { name: "Remove variable wide" }).click();
  await expect(graph.card("hidden").locator(".field-fault")).toContainText("wide");
});

test("a model is wired with the keyboard alone", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await page.keyboard.press("/");
  await page.keyboard.type("tanh");
  await page.keyboard.press("Enter");
  await expect(graph.card("tanh_2")).toBeFocused();
  await graph.inspector().getByLabel("x", { exact: true }).focus();
  await page.keyboard.type("hidden.out");
  await expect(graph.wire("hidden.out", "tanh_2.x")).toHaveCount(1);
  await graph.card("tanh_2").focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("second");
  await page.keyboard.press("Enter");
  await expect(graph.wire("hidden.out", "second.x")).toHaveCount(1);
  await graph.card("second").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await expect(graph.cards()).toHaveCount(12);
});

test("a node of an unknown type is kept and says why it cannot run", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const strange = {
    format: "wiregrad/graph",
    version: 2,
    title: "From tomorrow",
    description: "",
    seed: 1,
    variables: {},
    nodes: [
      { id: "words", type: "words", position: { x: 0, y: 0 } },
      { id: "magic", type: "transformer", position: { x: 300, y: 0 }, settings: { heads: "8" } },
    ],
    edges: [{ from: "words.words", to: "magic.anything" }],
    comments: [],
  };
  await graph.paste(strange);
  await expect(graph.card("magic")).toContainText("does not know the node type “transformer”");
  await expect(graph.wire("words_2.words", "magic.anything")).toHaveCount(1);
  await graph.head("magic").click({ force: true });
  await page.keyboard.press("Control+d");
  await expect(graph.card("magic_2")).toHaveCount(1);
});

test("the node in which the first infinity was born is marked, and those that it spread to", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.head("sgd").click();
  const rate = graph.inspector().getByRole("textbox", { name: "lr", exact: true });
  await rate.fill("1e38");
  await rate.press("Enter");
  await page.getByRole("button", { name: "Iterate", exact: true }).click();
  await page.getByRole("button", { name: "Iterate", exact: true }).click();
  await expect(graph.cards().getByText("the first number that is not finite").filter({ visible: true })).toHaveCount(1);
  await expect(graph.card("loss")).toContainText(/not finite, from \w+/);
  // Not where it has spread to by the update, but where the forward pass gave it first.
  const born = page.locator('.react-flow__node:has([data-not-finite="born"])');
  await expect(born.getByRole("status")).toHaveText(
    /^matmul gave (-?inf|nan), of numbers as large as \S+ at \[\d+, \d+\]: .* on the way to the loss, in the forward pass of iteration 1$/,
  );
  await expect(page.getByRole("region", { name: "Loss chart" })).toContainText("Not finite from iteration 1 on.");
  // A card that is dragged to where the sentence is stays behind it.
  const sentence = born.getByRole("status");
  const [from, to] = [await graph.middle(graph.head("tanh")), (await sentence.boundingBox())!];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
  await graph
    .cards()
    .first()
    .click({ position: { x: 5, y: 5 } });
  const onTop = await sentence.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [0.1, 0.5, 0.9].map((part) =>
      element.contains(document.elementFromPoint(x + width * part, y + height * part)),
    );
  });
  expect(onTop).toEqual([true, true, true]);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(page.getByText("the first number that is not finite")).toHaveCount(0);
});

test("undoing a ruinous learning rate brings the numbers back, and says so in one line; redo brings the ruin back", async () => {
  const editor = shared();
  const { page } = editor;
  const graph = new GraphPage(page);
  const line = page.getByRole("complementary", { name: "Which numbers" });
  await editor.trainTo(4);
  const loss = await editor.reading("loss").textContent();
  await graph.zoomTo("sgd");
  const rate = graph.setting("sgd", "lr");
  await rate.fill("1e38");
  await rate.press("Enter");
  await expect(line).toHaveCount(0);
  await editor.trainTo(8);
  await page.locator(".react-flow__pane").focus();
  await page.keyboard.press("Control+z");
  await expect(rate).toHaveValue("0.1");
  await expect(line).toContainText("The trained numbers are not finite: they are now as they were at iteration 5.");
  await expect(editor.reading("iteration")).toHaveText("5");
  await expect.poll(async () => Number(await editor.reading("loss").textContent())).toBeLessThan(Number(loss));
  // Trained ones that are finite stay, until the reader wants the others.
  await line.getByRole("button", { name: "Keep" }).click();
  await expect(line).toHaveCount(0);
  await rate.fill("0.05");
  await rate.press("Enter");
  await editor.trainTo(9);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(line).toContainText("Undone. The numbers stay as trained (iteration 10).");
  await line.getByRole("button", { name: "As they were at iteration 5" }).press("Enter");
  await expect(editor.reading("iteration")).toHaveText("5");
  await page.keyboard.press("Control+Shift+z");
  await expect(line).toContainText("Done again. The numbers are as they were at iteration 10.");
  await line.getByRole("button", { name: "Keep" }).press("Escape");
  await expect(line).toHaveCount(0);
});

test("a graph that is edited starts from its seed until it is trained; then the page says whose numbers these are", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const loss = new EditorPage(page).reading("loss");
  const reset = page.getByRole("button", { name: "Reset to the seed’s numbers" });
  const setDim = async (dim: string): Promise<void> => {
    const field = graph.setting("C", "dim");
    await field.fill(dim);
    await field.press("Enter");
  };
  await graph.zoomTo("hidden");
  await setDim("n_embd + 1");
  await graph.setting("view", "shape").fill("-1, 9");
  await graph.setting("view", "shape").press("Enter");
  await graph.setting("hidden", "in").fill("9");
  await graph.setting("hidden", "in").press("Enter");
  await expect(graph.wireLabel("view.out", "hidden.x")).toHaveText("32×9");
  await expect(loss).not.toHaveText("17.7697");
  await expect(loss).toHaveText(/\d/);
  const asEdited = await loss.textContent();
  await expect(reset).toBeHidden();
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(loss).toHaveText(asEdited!);

  await page.getByRole("button", { name: "Iterate", exact: true }).click();
  await page.getByRole("button", { name: "Iterate", exact: true }).click();
  await expect(loss).not.toHaveText(asEdited!);
  await expect(reset).toBeHidden();
  await graph.setting("sgd", "lr").fill("0.05");
  await graph.setting("sgd", "lr").press("Enter");
  const mark = page.getByText("not the seed’s numbers");
  await expect(mark).toBeVisible();
  // With a note above it, too, all of it stands within the bar.
  await new EditorPage(page).trainTo(3);
  await expect(mark).toBeVisible();
  const [bar, numbers, below] = await Promise.all(
    [page.getByRole("banner"), page.locator(".readings dl"), mark].map((one) => one.boundingBox()),
  );
  expect(numbers!.y - bar!.y).toBeGreaterThanOrEqual(3);
  expect(bar!.y + bar!.height - below!.y - below!.height).toBeGreaterThanOrEqual(3);
  await reset.click();
  await expect(loss).toHaveText(asEdited!);
  await expect(reset).toBeHidden();
});
