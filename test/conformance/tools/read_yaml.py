"""Reads one YAML text a line (as JSON text) and prints what it holds, as JSON; an error as an object that no text holds."""
import json
import sys

import yaml

loader = getattr(yaml, sys.argv[1])
for line in sys.stdin:
    try:
        value = yaml.load(json.loads(line), Loader=loader)
    except yaml.YAMLError as error:
        value = {"__error__": str(error)}
    # Dates and what else JSON has no word for.
    print(json.dumps(value, default=lambda other: {"__python__": repr(other)}))
