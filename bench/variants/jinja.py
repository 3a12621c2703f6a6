"""The same lab as `template-string.ts`, with Jinja2."""
import csv
import os
import sys

from jinja2 import Environment, FileSystemLoader, StrictUndefined

template_file, roster, outdir = sys.argv[1:]
folder, name = os.path.split(template_file)
environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, keep_trailing_newline=True)
template = environment.get_template(name)
os.makedirs(outdir, exist_ok=True)
with open(roster, newline="", encoding="utf-8") as rows:
    for row in csv.DictReader(rows):
        with open(f"{outdir}/{row['uid']}.k8s.yaml", "w", encoding="utf-8") as out:
            out.write(template.render(uid=row["uid"], mail=row["mail"]))
