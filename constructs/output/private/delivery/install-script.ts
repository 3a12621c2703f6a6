import type { CommandStep } from '../../../core/releases/command-step';
import { applyFile, awaitedOf, upgradeRelease, WAIT_SCRIPT, waitArguments } from './commands';
import { exportsOf, installDocument } from './install-document';
import type { Files, Plan, Step } from './plan';
import { PREPARED, preparationsOf, preparedWords } from './preparations';
import { shellCommand, shellWord, shellWords } from './shell';
import { valuesEntry } from './values-text';
import type { Writer } from './writer';

/** The steps as a document to read and as a script to run. */
export const SCRIPT: Writer = {
  files: (plan, { commands }): Files =>
    new Map([
      ['INSTALL.md', installDocument(plan, commands)],
      ['install.sh', script(plan, commands)],
      ...plan.flatMap((step) => (step.kind === 'release' ? [valuesEntry(step)] : [])),
    ]),
};

const HEAD = `#!/usr/bin/env bash
# Made by gpulab: INSTALL.md says what these steps are for. A second run changes nothing that is as it should be.
#
#   bash install.sh               every step
#   bash install.sh --from NAME   this step and those behind it
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "\${BASH_SOURCE[0]}")"
`;

const ARGUMENTS = `from=
if [ "$#" -eq 2 ] && [ "$1" = --from ] && [ -n "$2" ]; then
  from=$2
elif [ "$#" -ne 0 ]; then
  echo 'usage: bash install.sh [--from STEP]' >&2
  exit 2
fi

# Is this step to be run? Those before the one that was asked for are not.
begin() {
  if [ -n "$from" ] && [ "$from" != "$1" ]; then
    return 1
  fi
  from=
  printf '\\n==> %s\\n' "$1"
}
`;

/** A mistyped name must not skip every step and look like success. */
const IS_KNOWN = `if [ -n "$from" ]; then
  known=
  for step in "\${steps[@]}"; do
    if [ "$step" = "$from" ]; then known=yes; fi
  done
  if [ -z "$known" ]; then
    printf 'there is no step %s; the steps are:\\n' "$from" >&2
    printf '  %s\\n' "\${steps[@]}" >&2
    exit 2
  fi
fi
`;

const TOOLS_ARE_THERE = `missing=
for tool in "\${tools[@]}"; do
  if ! command -v "$tool" >/dev/null; then missing="$missing $tool"; fi
done
if [ -n "$missing" ]; then
  printf 'these commands are needed and not on PATH:%s\\n' "$missing" >&2
  exit 1
fi
`;

const WAIT_FOR = `# wait_for SECONDS CONDITION and what kubectl get takes
wait_for() (
${WAIT_SCRIPT.replace(/^/gm, '  ')}
)
`;

function script(plan: Plan, commands: readonly CommandStep[]): string {
  const before = commands.filter(({ phase }) => phase === 'before');
  const after = commands.filter(({ phase }) => phase === 'after');
  const steps = [...before, ...plan, ...after].map(({ name }) => `  ${shellWord(name)}`);
  const waits = plan.some((step) => awaitedOf(step).length > 0);
  const isPrepared = plan.some((step) => preparationsOf(step).length > 0);
  return [
    HEAD,
    ARGUMENTS,
    ...exportsOf(commands).map((line) => `${line}\n`),
    `steps=(\n${steps.join('\n')}\n)\n${IS_KNOWN}`,
    // Making a cluster may be what brings them.
    ...before.map(commandsText),
    `tools=(${shellWords(toolsOf(plan))})\n${TOOLS_ARE_THERE}`,
    ...(waits ? [WAIT_FOR] : []),
    ...(isPrepared ? [PREPARED] : []),
    ...plan.map(textOf),
    ...after.map(commandsText),
    "printf '\\neverything is installed\\n'\n",
  ].join('\n');
}

/** Commands that the steps call, in the order of the alphabet. */
function toolsOf(plan: Plan): string[] {
  const isHelm = ({ kind }: Step) => kind === 'release';
  const needsKubectl = (step: Step) => !isHelm(step) || awaitedOf(step).length > 0 || preparationsOf(step).length > 0;
  return [...(plan.some(isHelm) ? ['helm'] : []), ...(plan.some(needsKubectl) ? ['kubectl'] : [])];
}

function textOf(step: Step): string {
  const command = step.kind === 'release' ? upgradeRelease(step) : applyFile(step);
  const waits = awaitedOf(step).map((one) => [['wait_for', ...waitArguments(one)]]);
  const preparations = preparationsOf(step).map((one) => [preparedWords(one)]);
  const lines = [...preparations, command, ...waits].map((one) => shellCommand(one, '  '));
  return [`if begin ${shellWord(step.name)}; then`, ...lines, 'fi', ''].join('\n');
}

/** In a shell of its own: what it sets, and what it cleans up at its end, concerns no other step. */
function commandsText({ name, title, script }: CommandStep): string {
  const lines = script.map((line) => `    ${line}`);
  return [`# ${title}`, `if begin ${shellWord(name)}; then`, '  (', ...lines, '  )', 'fi', ''].join('\n');
}
