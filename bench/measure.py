"""Runs a command and prints what it took: CPU of all its processes and threads in ms, wall time in ms, peak memory in MB."""
import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
BYTES = 1 if sys.platform == "darwin" else 1024
print(json.dumps({
    "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
    "wall": wall * 1000,
    "memory": usage.ru_maxrss * BYTES / 2**20,
    "status": status,
}))
