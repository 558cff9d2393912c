"""PyTorch, eager, on one thread, ordered about over stdin and stdout as the peers in Node are (serve.mjs)."""
import json
import os
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def inputs_in(folder):
    """What a workload is, and its tensors by name."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    with open(os.path.join(folder, "tensors.bin"), "rb") as file:
        data = bytearray(file.read())
    dtypes = {"float32": torch.float32, "int32": torch.int32}

    def tensor(entry):
        size = 1
        for length in entry["shape"]:
            size *= length
        flat = torch.frombuffer(data, dtype=dtypes[entry["dtype"]], count=size, offset=entry["offset"])
        return flat.reshape(entry["shape"])

    return manifest, {name: tensor(entry) for name, entry in manifest["tensors"].items()}


class Network:
    """A lookup, layers and the cross entropy, as the notebook writes them."""

    def __init__(self, manifest, tensors):
        self.layers = manifest["layers"]
        self.optimizer = manifest["optimizer"]
        self.X = list(tensors["X"].long())
        self.Y = list(tensors["Y"].long())
        names = ["C"]
        for layer in self.layers:
            names += [layer["W"], layer["b"]]
            if "norm" in layer:
                names += [layer["norm"]["weight"], layer["norm"]["bias"]]
        self.start = {name: tensors[name] for name in names}
        self.parameters = {name: value.clone().requires_grad_() for name, value in self.start.items()}

    def begin(self):
        for name, parameter in self.parameters.items():
            parameter.data.copy_(self.start[name])
            parameter.grad = None
        if self.optimizer["name"] == "adam":
            self.adam = torch.optim.Adam(self.parameters.values(), lr=self.optimizer["lr"])

    def iterate(self, at):
        p = self.parameters
        Xb, Yb = self.X[at % len(self.X)], self.Y[at % len(self.Y)]
        x = p["C"][Xb].view(Xb.shape[0], -1)
        for layer in self.layers:
            x = x @ p[layer["W"]] + p[layer["b"]]
            if "norm" in layer:
                norm = layer["norm"]
                x = F.layer_norm(x, x.shape[-1:], p[norm["weight"]], p[norm["bias"]])
            if layer["activation"] == "tanh":
                x = torch.tanh(x)
            elif layer["activation"] == "gelu":
                x = F.gelu(x)
        loss = F.cross_entropy(x, Yb)
        for parameter in p.values():
            parameter.grad = None
        loss.backward()
        if self.optimizer["name"] == "adam":
            self.adam.step()
        else:
            for parameter in p.values():
                parameter.data += -self.optimizer["lr"] * parameter.grad
        return loss

    def losses(self, count):
        self.begin()
        return [self.iterate(at).item() for at in range(count)]

    def run(self, count):
        self.begin()
        start = time.perf_counter()
        for at in range(count):
            self.iterate(at)
        return (time.perf_counter() - start) * 1000


class Product:
    """One product of two square matrices."""

    def __init__(self, _manifest, tensors):
        self.a, self.b = tensors["a"], tensors["b"]

    def losses(self, count):
        return (self.a @ self.b).diagonal()[:count].tolist()

    def run(self, count):
        start = time.perf_counter()
        for _ in range(count):
            self.a @ self.b
        return (time.perf_counter() - start) * 1000


def blas():
    """The library that multiplies, by the files that are mapped once it has."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    if not os.path.exists("/proc/self/maps"):
        return "a BLAS"
    with open("/proc/self/maps", encoding="utf-8") as maps:
        text = maps.read()
    return "OpenBLAS" if "openblas" in text else "MKL" if "mkl_" in text else "the reference BLAS"


opened = {}


def answer(order, folder=None, count=0):
    if order == "open":
        manifest, tensors = inputs_in(folder)
        opened[folder] = (Product if manifest["kind"] == "product" else Network)(manifest, tensors)
        return {}
    if order == "close":
        del opened[folder]
        return {}
    if order == "losses":
        return {"losses": opened[folder].losses(count)}
    if order == "run":
        return {"milliseconds": opened[folder].run(count)}
    raise ValueError(f'there is no order "{order}"')


def say(line):
    print(json.dumps(line), flush=True)


say({"version": f"PyTorch {torch.__version__.split('a')[0]} with {blas()}, eager, one thread"})
for line in sys.stdin:
    try:
        say(answer(**json.loads(line)))
    except Exception as error:  # whatever it is, who gave the order says it
        say({"error": f"{type(error).__name__}: {error}"})
