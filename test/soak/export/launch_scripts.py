"""Runs scripts as torchrun does, a question a line: each process of a group is this one's child, which has PyTorch already.

Importing PyTorch takes longer than all that the scripts do. What torchrun tells its processes is in their environment:
https://pytorch.org/docs/stable/elastic/run.html#environment-variables
"""

import json
import os
import runpy
import signal
import socket
import sys
import tempfile
import traceback

import torch
import torch.distributed
import torch.distributed.nn

# Two processes of one thread each are what two cores do; with one thread there are none that a child would miss, either.
torch.set_num_threads(1)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(file, rank, world, port, out, err):
    """Forks a process that runs the file; of no group where the rank is None."""
    child = os.fork()
    if child != 0:
        return child
    status = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        if rank is not None:
            os.environ.update(
                RANK=str(rank),
                LOCAL_RANK=str(rank),
                WORLD_SIZE=str(world),
                LOCAL_WORLD_SIZE=str(world),
                MASTER_ADDR="127.0.0.1",
                MASTER_PORT=str(port),
                GLOO_SOCKET_IFNAME="lo",
            )
        sys.argv = [file]
        runpy.run_path(file, run_name="__main__")
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def launch(file, processes):
    """Runs the file in some processes that go together, or by itself where there are none; they end when one fails."""
    ranks, world, port = [None] if processes == 0 else range(processes), processes, free_port()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        left = {start(file, rank, world, port, out, err) for rank in ranks}
        failed = 0
        while left:
            child, status = os.waitpid(-1, 0)
            left.discard(child)
            if status != 0 and failed == 0:
                failed = status
                for other in left:
                    os.kill(other, signal.SIGKILL)
        out.seek(0)
        err.seek(0)
        return {"status": failed, "printed": out.read(), "errors": err.read()}


for line in sys.stdin:
    question = json.loads(line)
    answer = launch(question["file"], question["processes"])
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
