"""Runs a command and prints what it took: CPU of all its processes and threads in ms, wall time in ms, peak memory in MB."""
import json
import resource
import subprocess
import sys
import time

BYTES = 1 if sys.platform == "darwin" else 1024


def children():
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def cpu(usage):
    return (usage.ru_utime + usage.ru_stime) * 1000


# Where python3 is a shell script, this process has had other children before it became Python.
before = cpu(children())
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
after = children()
print(json.dumps({
    "cpu": cpu(after) - before,
    "wall": wall * 1000,
    "memory": after.ru_maxrss * BYTES / 2**20,
    "status": status,
}))
