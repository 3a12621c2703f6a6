import type { Problem } from '../../../core/checks/check';
import { IMAGE } from '../../../core/rules/names';
import { Rules } from '../../../core/rules/rules';
import { shellWords } from '../../../output/private/delivery/shell';
import type { DockerContainer, DockerMount } from '../docker-slice';
import { HamiNames } from '../hami-names';
import { containerProblems } from './container-rules';

/** A container with everything that its slice adds. */
export interface ContainerChoices extends DockerContainer {
  readonly env: { readonly [name: string]: string };
  readonly mounts: readonly DockerMount[];
  readonly devices: readonly string[];
}

/** Docker's rule for names of containers. */
const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]+$/;

/** A variable whose name a shell can set; "=" would move the border between name and value. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A program with the set-user-ID bit would run without HAMi-core, as in `CONTAINER_SECURITY` of Kubernetes. */
const NO_NEW_PRIVILEGES = 'no-new-privileges';

/** What is wrong with the container that a slice is for. */
export function containerVariableProblems({ image, name, command, env = {} }: DockerContainer): Problem[] {
  const rules = new Rules();
  rules.matching('image', image, IMAGE, 'a reference to an image');
  if (name !== undefined) rules.matching('name', name, CONTAINER_NAME, 'the name of a container');
  if (command !== undefined)
    rules.list('command', command).forEach((word, i) => {
      textRule(rules, `command[${i}]`, word);
    });
  for (const [variable, value] of Object.entries(env)) {
    rules.matching('env', variable, VARIABLE, 'the name of a variable');
    textRule(rules, `env.${variable}`, value);
  }
  const variables = Object.keys(env).map((variable) => ({ name: variable }));
  return [
    ...rules.problems,
    ...containerProblems({ name: name ?? image, env: variables }, 'container', HamiNames.DEFAULT),
  ];
}

/** No process can be given a NUL. */
function textRule(rules: Rules, key: string, text: string): void {
  rules.matching(key, text, /^[^\0]*$/, 'text without NUL');
}

/** `docker run` with everything, in one line. */
export function runLine({ image, name, command = [], env, mounts, devices }: ContainerChoices): string {
  const words = [
    ...['docker', 'run', '--detach'],
    ...(name === undefined ? [] : ['--name', name]),
    ...['--security-opt', NO_NEW_PRIVILEGES, '--cap-drop', 'ALL'],
    // The value is a line of CSV: without quotes of its own the second card would be another option.
    ...['--gpus', `"device=${devices.join(',')}"`],
    ...Object.entries(env).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
    ...mounts.flatMap((mount) => ['--mount', mountWord(mount)]),
    image,
    ...command,
  ];
  return shellWords(words);
}

/** A service of the Compose specification. */
export function composeService(choices: ContainerChoices): { [key: string]: any } {
  const { image, name, command, env, mounts, devices } = choices;
  const variables = Object.entries(env).map(([variable, value]) => [variable, composeText(value)]);
  return {
    image,
    ...(name !== undefined && { container_name: name }),
    ...(command !== undefined && { command: command.map(composeText) }),
    security_opt: [NO_NEW_PRIVILEGES],
    cap_drop: ['ALL'],
    ...(variables.length > 0 && { environment: Object.fromEntries(variables) }),
    ...(mounts.length > 0 && {
      volumes: mounts.map(({ source, target, readOnly }) => ({
        type: 'bind',
        source: composeText(source),
        target,
        ...(readOnly && { read_only: true }),
      })),
    }),
    deploy: {
      resources: {
        reservations: { devices: [{ driver: 'nvidia', device_ids: [...devices], capabilities: ['gpu'] }] },
      },
    },
  };
}

const mountWord = ({ source, target, readOnly }: DockerMount): string =>
  `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`;

const composeText = (text: string): string => text.replaceAll('$', '$$$$');
