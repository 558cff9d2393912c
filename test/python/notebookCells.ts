/** Code in the style of a notebook that builds a character-level model, in cells. */
export const CELLS: readonly string[] = [
  `import torch
import torch.nn.functional as F
import matplotlib.pyplot as plt
%matplotlib inline`,
  `words = open('data/names.txt').read().splitlines()
words[:3]`,
  `len(words)`,
  `letters = sorted(list(set(''.join(words))))
to_index = {letter: at + 1 for at, letter in enumerate(letters)}
to_index['.'] = 0
to_letter = {at: letter for letter, at in to_index.items()}`,
  `block_size = 3
X, Y = [], []
for name in words[:5]:
    window = [0] * block_size
    for letter in name + '.':
        index = to_index[letter]
        X.append(window)
        Y.append(index)
        print(''.join(to_letter[i] for i in window), '->', to_letter[index])
        window = window[1:] + [index]
X = torch.tensor(X)
Y = torch.tensor(Y)`,
  `X.shape, Y.shape`,
  `g = torch.Generator().manual_seed(2147483647)
C = torch.randn((27, 2), generator=g)
W1 = torch.randn((6, 100), generator=g)
b1 = torch.randn(100, generator=g)
W2 = torch.randn((100, 27), generator=g)
b2 = torch.randn(27, generator=g)
parameters = [C, W1, b1, W2, b2]
sum(p.nelement() for p in parameters)`,
  `emb = C[X]
hidden = torch.tanh(emb.view(-1, 6) @ W1 + b1)
logits = hidden @ W2 + b2
counts = logits.exp()
probs = counts / counts.sum(1, keepdim=True)
-probs[torch.arange(32), Y].log().mean()`,
  `for p in parameters:
    p.requires_grad = True`,
  `for _ in range(120):
    emb = C[X]
    hidden = torch.tanh(emb.view(-1, 6) @ W1 + b1)
    logits = hidden @ W2 + b2
    loss = F.cross_entropy(logits, Y)
    print(loss.item())
    for p in parameters:
        p.grad = None
    loss.backward()
    for p in parameters:
        p.data += -0.1 * p.grad`,
  `plt.plot([1, 2])`,
];
