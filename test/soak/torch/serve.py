"""Evaluates graphs of ops with PyTorch: one JSON line in, one JSON line out, until the input ends.

A graph has `leaves` ({dtype, shape, values, grad}), `steps` ({op, inputs, attributes}) over the leaves and the results of
the steps before, and `loss`, the place of the tensor to differentiate, or null. The answer has, of each step, what it
made ({dtype, shape, stride, values}) or PyTorch's first line of why not ({message}), and the gradients by place.
"""

import json
import pathlib
import sys
import warnings

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "fixtures"))
from make import DTYPES, NAMES, OPS, Number, called, numbers  # noqa: E402

torch.set_num_threads(1)
warnings.simplefilter("ignore")

# Wiregrad's int32 stands where PyTorch counts in int64.
LEAVES = {**DTYPES, "int32": torch.int64}


def leaf(spec):
    values = [float(value) for value in spec["values"]]
    tensor = torch.tensor(values, dtype=torch.float64).reshape(spec["shape"]).to(LEAVES[spec["dtype"]])
    return tensor.requires_grad_() if spec["grad"] else tensor


def exact(tensor):
    """Integers modulo 2^32, as int32 has them: `wide` says whether any is another one then."""
    flat = tensor.detach().reshape(-1)
    if not flat.is_floating_point():
        return [(int(value) + 2**31) % 2**32 - 2**31 for value in flat.tolist()]
    return [float(value) if isinstance(value, Number) else value for value in numbers(flat)]


def described(tensor):
    return {
        "dtype": NAMES.get(tensor.dtype, "float32"),
        "shape": list(tensor.shape),
        "stride": list(tensor.stride()),
        "values": exact(tensor),
        "wide": tensor.dtype == torch.int64 and bool(((tensor + 2**31) >> 32).any()),
    }


def converted(x, dtype, double):
    if dtype != torch.int32:
        return x.to(torch.float64 if double and dtype == torch.float32 else dtype)
    return x.to(torch.int64) if x.dtype == torch.int64 else x.to(torch.int32).to(torch.int64)


def apply(op, inputs, attributes, double):
    if op == "to":
        out = converted(inputs["x"], DTYPES[attributes["dtype"]], double)
    else:
        out = OPS[op](**inputs, **called(attributes))
    # Where PyTorch hands an input back, the program has a tensor of its own, and that a gradient.
    return torch.ops.aten.alias(out) if any(out is value for value in inputs.values()) else out


def in_double(tensor, moved):
    """The same numbers, or each of them moved by about half of a float32's last digit, up and down in turn."""
    if not tensor.is_floating_point():
        return tensor
    signs = torch.tensor([1.0, -1.0, -1.0], dtype=torch.float64).repeat(tensor.numel())[: tensor.numel()]
    value = tensor.detach().double() * (1 + moved * 2.0**-24 * signs.reshape(tensor.shape))
    return value.requires_grad_(tensor.requires_grad)


def nudged(tensor, digits):
    """In float32, each number moved by so many of its last digits, up and down in turn."""
    if not tensor.is_floating_point():
        return tensor
    signs = torch.tensor([1.0, -1.0, -1.0]).repeat(tensor.numel())[: tensor.numel()].reshape(tensor.shape)
    value = tensor.detach()
    for _ in range(abs(digits)):
        value = torch.where(value.isfinite(), torch.nextafter(value, signs * digits * float("inf")), value)
    return value.requires_grad_(tensor.requires_grad)


def evaluated(graph, double=False, moved=0, digits=0):
    """The tensors by place, with None where a step was refused, and what is said of each step."""
    # What makes floats of integers makes doubles, too.
    torch.set_default_dtype(torch.float64 if double else torch.float32)
    tensors = [leaf(spec) for spec in graph["leaves"]]
    if double:
        tensors = [in_double(value, moved) for value in tensors]
    if digits != 0:
        tensors = [nudged(value, digits) for value in tensors]
    said = []
    for step in graph["steps"]:
        inputs = {name: tensors[place] for name, place in step["inputs"].items()}
        try:
            if any(value is None for value in inputs.values()):
                raise ValueError("an input was refused")
            out = apply(step["op"], inputs, step["attributes"], double)
            if out.requires_grad:
                out.retain_grad()
            tensors.append(out)
            said.append(described(out))
        except Exception as error:  # What PyTorch says is the answer.
            tensors.append(None)
            said.append({"message": (str(error).splitlines() or [""])[0]})
    return tensors, said


def differentiated(graph, tensors):
    if graph["loss"] is None or tensors[graph["loss"]] is None:
        return {}
    try:
        tensors[graph["loss"]].backward()
    except Exception as error:
        return {"message": (str(error).splitlines() or [""])[0]}
    return {
        str(place): exact(tensor.grad)
        for place, tensor in enumerate(tensors)
        if tensor is not None and tensor.requires_grad and tensor.grad is not None
    }


def answered(graph):
    tensors, said = evaluated(graph)
    answer = {"steps": said, "grads": differentiated(graph, tensors)}
    if not graph.get("exact", False):
        return answer
    # The same in double, and with all inputs moved a little: how far a float32 result may be off where digits cancel.
    for name, moved in (("double", 0), ("moved", 1)):
        tensors, said = evaluated(graph, double=True, moved=moved)
        answer[name] = {"steps": said, "grads": differentiated(graph, tensors)}
    # What cancels to nothing in double, and here by luck: how far a last digit moves it.
    answer["nudged"] = []
    for digits in (1, -1, 2, -2):
        tensors, said = evaluated(graph, digits=digits)
        answer["nudged"].append({"steps": said, "grads": differentiated(graph, tensors)})
    return answer


for line in sys.stdin:
    print(json.dumps(answered(json.loads(line))), flush=True)
