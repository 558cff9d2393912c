import { tokensText } from "../../data/tokensText.ts";
import type { Vocabulary } from "../../data/vocabulary.ts";
import { readDrawn, sample as sampleOp } from "../../ops/sample.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { factor } from "../families/line.ts";
import type { TensorValue } from "../contract/value.ts";
import type { SaidText } from "../contract/said.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import type { Tensor } from "../../tensor/tensor.ts";

declare module "../contract/said.ts" {
  interface Said {
    readonly words: DrawnWords;
  }
}

/** Holds lines of text that say which words the numbers of a tensor are, made anew when they have changed. */
export type DrawnWords = { readonly tensor: Tensor; readonly lines: (numbers: ArrayLike<number>) => SaidText };

/** Gives new words: the model feeds on its own output. */
export const sample = defineNodeType({
  type: "sample",
  title: "Sample",
  category: "training",
  role: "sampler",
  summary: "Draws new words from the model.",
  help:
    "The model upstream of `logits` is applied to a context of its own, one that begins with markers only. From the " +
    "softmax of its logits a token is drawn with `torch.multinomial` and put at the end of the context, and so on, " +
    "until the marker `.` is drawn, which ends the word. A `temperature` below 1 keeps to what is likely, above 1 dares " +
    "more. The draws have a generator of their own: the training is the same with and without it. While the graph " +
    "trains the words are drawn anew in every `every`th iteration.",
  torch: (_settings, { out, local, model, tokens, setting, isUsed }) => {
    const { name, context } = model("logits");
    const generator = local("generator");
    const [count, longest] = [setting("count"), setting("max_length")];
    const { list, between } = tokens("logits");
    const drawn = [
      `${generator} = torch.Generator().manual_seed(${setting("seed")})`,
      `${out.ids} = torch.zeros((${count}, ${longest}), dtype=torch.long)`,
      `for row in range(${count}):`,
      `    context = torch.zeros((1, ${context}), dtype=torch.long)`,
      `    for at in range(${longest}):`,
      "        with torch.no_grad():",
      `            probs = F.softmax(${name}(context) / ${factor(setting("temperature"))}, dim=1)`,
      "        if not probs.isfinite().all():",
      "            break",
      `        token = torch.multinomial(probs, num_samples=1, generator=${generator})`,
      `        ${out.ids}[row, at] = token.item()`,
      "        if token.item() == 0:",
      "            break",
      "        context = torch.cat([context[:, 1:], token], dim=1)",
    ];
    if (isUsed("ids")) return { forward: drawn };
    return {
      sampling: [
        ...drawn,
        `    print(${between}.join(${list}[token] for token in ${out.ids}[row].tolist() if token != 0))`,
      ],
    };
  },
  byRows: () => "none",
  inputs: { logits: { kind: "tensor", facts: ["vocab_size"], summary: "the model's logits, [n, vocab_size]" } },
  outputs: { ids: { kind: "tensor", summary: "the tokens of each word, int32 [count, max_length], then 0" } },
  settings: {
    count: { kind: "integer", default: "10", min: 1, summary: "how many words" },
    temperature: { kind: "number", default: "1.0", summary: "what the logits are divided by, more than 0" },
    seed: { kind: "integer", default: "2147483657", min: 0, summary: "the seed of the draws, apart from the graph's" },
    max_length: { kind: "integer", default: "32", min: 1, minor: true, summary: "tokens of a word at most" },
    every: {
      kind: "integer",
      default: "1000",
      min: 1,
      inert: true,
      summary: "while training: drawn anew every so many iterations",
    },
  },
  build: ({ logits }, { count, temperature, seed, max_length: maxLength, every }, builder) => {
    if (temperature <= 0) {
      throw DiagnosticError.of(`expected a temperature greater than 0, got ${temperature}`, { field: "temperature" });
    }
    inField(count > maxLength ? "count" : "max_length", () => checkShape([count, maxLength]));
    const source = builder.source(logits.tensor);
    const vocabulary = vocabularyOf(source, logits);
    const ids = builder.repeat(
      sampleOp,
      { context: { dtype: "int32", shape: [1, source.tensor.shape[1]!] } },
      ({ context }) => ({ logits: builder.reuse(logits.tensor, context!) }),
      { count, maxLength, temperature, seed },
    );
    builder.measure(every);
    builder.describe([`${count} ${count === 1 ? "word" : "words"}, drawn when the graph runs`]);
    builder.say("words", { tensor: ids, lines: (numbers) => words(numbers, maxLength, vocabulary) });
    return { ids: { kind: "tensor", tensor: ids, dims: [builder.dimName("count"), null], vocabulary } };
  },
});

/** The tokens that the logits' columns stand for. */
function vocabularyOf({ vocabulary, tensor }: TensorValue, logits: TensorValue): Vocabulary {
  if (vocabulary === undefined || tensor.shape.length !== 2) {
    throw new Error("expected a model of contexts [N, block_size] of tokens");
  }
  const [size, classes] = [vocabulary.tokens.length, logits.tensor.shape.at(-1)];
  if (classes !== size) throw new Error(`expected logits for the vocabulary of ${size} tokens, got ${classes}`);
  return vocabulary;
}

/** Each row as a word; one that no marker ended ends in `…`. */
function words(ids: ArrayLike<number>, maxLength: number, vocabulary: Vocabulary): SaidText {
  const { drawn, fault } = readDrawn(ids, maxLength);
  return { lines: drawn.map(({ tokens, ended }) => `${tokensText(vocabulary, tokens)}${ended ? "" : "…"}`), fault };
}
