/** What is beyond the subset is told with its line; what is other here than there, too. */
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { modules } from "../../src/python/meanings/modules.ts";
import { noteText, readPython } from "../../src/python/readPython.ts";

/** A model of one layer, with lines put in before it, before its loop, and in it. */
const script = ({
  before = "",
  start = "W = torch.randn((2, 3), generator=g, requires_grad=True)",
  loop = "",
} = {}): string => `import torch
import torch.nn.functional as F
${before}
g = torch.Generator().manual_seed(1)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
Y = torch.tensor([0, 2])
${start}
for i in range(10):
    ${loop === "" ? "pass" : loop}
    loss = F.cross_entropy(X @ W, Y)
    W.grad = None
    loss.backward()
    W.data -= 0.1 * W.grad
`;

/** What is said of batches that PyTorch's own class draws. */
const ROWS = "draw the rows of a batch instead, as ix = torch.randint(0, X.shape[0], (32,)) and X[ix]";

const notes = (code: string): readonly string[] => readPython(code, "a.py").notes.map(noteText);

function refusal(code: string): string {
  try {
    readPython(code, "a.py");
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
  return "a graph";
}

describe("code that is read is told of", () => {
  it.each<[string, string, readonly string[]]>([
    ["nothing to tell", script(), []],
    [
      "a data loader that nothing depends on",
      script({ before: "from torch.utils.data import DataLoader\nloader = DataLoader([], batch_size=2)" }),
      [`line 4: torch.utils.data.DataLoader is not read: ${ROWS}`],
    ],
    [
      "what only shows something",
      script({ before: "print(1)\nprint(2)" }),
      ["line 3: this only shows something, and is left out"],
    ],
    [
      "a seed that is missing",
      script().replace(".manual_seed(1)", ""),
      ["line 7: the code sets no seed here: the graph has the seed 42"],
    ],
    [
      "a draw that is not used",
      script({ start: "torch.randn(5, generator=g)\nW = torch.randn((2, 3), generator=g, requires_grad=True)" }),
      [
        "line 7: this only shows something, and is left out",
        "line 7: this is drawn and not part of the graph, whose numbers are others than PyTorch's from here on",
      ],
    ],
    [
      "two generators",
      script({ loop: "ix = torch.randint(0, X.shape[0], (2,))" })
        .replace("X @ W, Y", "X[ix] @ W, Y[ix]")
        .replace("    pass\n", ""),
      ["line 9: this is drawn by another generator: the graph has one, so that from here on its numbers are others"],
    ],
  ])("%s", (_what, code, expected) => {
    expect(notes(code)).toEqual(expected);
  });

  const words = (path: string, more = ""): string => `import torch, random
import torch.nn.functional as F
words = open("${path}").read().splitlines()
${more}
chars = sorted(set("".join(words)))
stoi = {c: i + 1 for i, c in enumerate(chars)}
stoi["."] = 0
def examples(lines, size=2):
    xs, ys = [], []
    for line in lines:
        window = [0] * size
        for c in line + ".":
            xs.append(window)
            ys.append(stoi[c])
            window = window[1:] + [stoi[c]]
    return torch.tensor(xs), torch.tensor(ys)
n = int(0.9 * len(words))
X, Y = examples(words[:n])
Xdev, Ydev = examples(words[n:])
torch.manual_seed(3)
C = torch.randn((len(stoi), 4), requires_grad=True)
loss = F.cross_entropy(C[X].sum(1) @ C.T, Y)
loss.backward()
C.data -= 0.1 * C.grad
`;

  // C is a table and a weight at once, and so neither's own.
  const tied =
    "line 21: the size of the vocabulary is known where it is taken in, and not to a tensor by itself: type the number at the node C";

  it("a file that is not here, and words that are dealt out otherwise", () => {
    expect(notes(words("data/poems.txt"))).toEqual([
      'line 3: the file "data/poems.txt" is not here: choose it at the node words',
      "line 16: here split deals the words out by torch.randperm, and not in their order",
      tied,
    ]);
    const { graph } = readPython(words("names.txt"), "a.py");
    expect(graph.nodes.find(({ type }) => type === "split")?.settings).toEqual({ fractions: "0.9, 0, 0.1" });
    expect(graph.nodes.find(({ type }) => type === "words")?.settings).toEqual({ source: "names" });
  });

  it("Python's own shuffling", () => {
    expect(notes(words("names.txt", "random.seed(7)\nrandom.shuffle(words)"))).toEqual([
      "line 5: random.shuffle is Python's own and not followed: the words stay in their order",
      "line 17: here split deals the words out by torch.randperm, and not as Python's random shuffles them",
      tied.replace("21", "22"),
    ]);
  });
});

describe("code that no graph can be made of is told in one sentence", () => {
  it.each<[string, string, string]>([
    ["no Python", "x = (1\n", 'line 1: this is no Python: "x = (1"'],
    ["nothing", "import torch\n", "there is no loss.backward() in the code, and nothing else to make a graph of"],
    ["a loss of another library", "import jax\nloss = jax.loss(3)\nloss.backward()", "line 2: jax.loss is not read"],
    [
      "a data loader",
      script().replace(
        "for i in range(10):\n    pass",
        "from torch.utils.data import DataLoader\nfor X, Y in DataLoader(X):",
      ),
      `line 9: torch.utils.data.DataLoader is not read: ${ROWS}`,
    ],
    [
      "a data loader in a loop of epochs",
      script().replace(
        "for i in range(10):\n    pass\n",
        "from torch.utils.data import DataLoader, TensorDataset\nloader = DataLoader(TensorDataset(X, Y))\nfor epoch in range(3):\n  for X, Y in loader:\n",
      ),
      `line 9: torch.utils.data.TensorDataset is not read: ${ROWS}`,
    ],
    [
      "a module that is not among those that are read",
      "import torch\nmodel = torch.nn.LSTM(3, 4)\nloss = model(torch.ones(2, 3)).sum()\nloss.backward()",
      `line 2: nn.LSTM is not read: of torch.nn these are: ${Object.keys(modules).join(", ")}`,
    ],
    [
      "a table of another library",
      'import pandas\nX = pandas.read_csv("a.csv")\nloss = X.mean()\nloss.backward()',
      "line 2: pandas.read_csv is not read: write the data as torch.tensor([[1.0, 2.0]]), or read lines of text by open",
    ],
    [
      "data that is drawn",
      script().replace("X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])", "X = torch.randn(2, 2, generator=g)"),
      "line 5: numbers that are drawn and not trained are not read: here what is drawn is trained",
    ],
    [
      "an update now and then",
      script().replace("    W.data -= 0.1 * W.grad", "    if i % 2 == 0:\n        W.data -= 0.1 * W.grad"),
      "line 14: an update in some iterations only is not read",
    ],
    [
      "two rates",
      script({
        start:
          "W = torch.randn((2, 3), generator=g, requires_grad=True)\nb = torch.randn(3, generator=g, requires_grad=True)",
      })
        .replace("X @ W", "X @ W + b")
        .replace("W.data -= 0.1 * W.grad", "W.data -= 0.1 * W.grad\n    b.data -= 0.2 * b.grad"),
      "line 15: one rate for all parameters is read, this is another",
    ],
    [
      "an unknown argument",
      script().replace("X @ W, Y", "X @ W, Y, weights=3"),
      "line 10: the argument weights of cross_entropy is not read",
    ],
  ])("%s", (_what, code, expected) => {
    expect(refusal(code)).toBe(expected);
  });
});
