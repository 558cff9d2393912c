"""Answers questions about scripts, one JSON text a line: what a script or a notebook prints, or what it is to Python's parser."""

import ast
import contextlib
import io
import json
import sys
import traceback

import torch

try:
    import nbformat
except ImportError:
    nbformat = None

torch.set_num_threads(1)


def ran(*cells):
    """Runs a script, or cells of code one after another, in a namespace of its own."""
    printed, error, names = io.StringIO(), None, {"__name__": "__main__"}
    # A script may have changed it for itself.
    torch.set_default_dtype(torch.float32)
    try:
        with contextlib.redirect_stdout(printed):
            for at, code in enumerate(cells):
                exec(compile(code, f"cell {at}", "exec"), names)
    except Exception:
        error = traceback.format_exc(limit=-2)
    model = names.get("model")
    keys = list(model.state_dict()) if isinstance(model, torch.nn.Module) else []
    return {"printed": printed.getvalue(), "error": error, "keys": keys}


def run_all(text):
    """Runs a notebook as `Run all cells` does; where Jupyter's nbformat is installed, it has to be valid to that."""
    if nbformat is not None:
        nbformat.validate(nbformat.reads(text, as_version=nbformat.NO_CONVERT))
    cells = json.loads(text)["cells"]
    return ran(*["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"])


def tree(code, nameless, attributes):
    """The syntax tree as text; without names, each is a number by its first appearance, and texts are alike.

    Those of attributes are names, too, where that is wanted: a module's are called after the nodes.
    """
    parsed = ast.parse(code)
    if nameless:
        numbers = {}
        for node in ast.walk(parsed):
            for field in ("id", "arg", "name", *(["attr"] if attributes else [])):
                name = getattr(node, field, None)
                if isinstance(name, str):
                    # A variable and an attribute of one name may be of different ones where nodes are called otherwise.
                    setattr(node, field, str(numbers.setdefault((field == "attr", name), len(numbers))))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
    return {"tree": ast.dump(parsed)}


def answer_to(question):
    if "code" in question:
        return ran(question["code"])
    if "notebook" in question:
        return run_all(question["notebook"])
    return tree(question["tree"], question["nameless"], question.get("attributes", False))


for line in sys.stdin:
    answer = answer_to(json.loads(line))
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
