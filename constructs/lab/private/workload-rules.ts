import type { Problem } from '../../core/checks/check';
import { HOST } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import { ListValue } from '../../core/values';
import type { Site } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { modelSuggestion } from './model-suggestion';
import { imageRule, siteHasNo } from './site-rules';
import type { WorkloadNames } from './workload-names';

/** Port of the SSH server that images of the lab run. */
export const SSH_PORT = 22;

export const LARGEST_PORT = 65535;

/** The API server takes 31 bits. */
export const LARGEST_ID = 2 ** 31 - 1;

/** Everything that is wrong with a workload in whatever namespace it runs. */
export function workloadProblems(site: Site, options: StudentWorkloadOptions, names: WorkloadNames): Problem[] {
  const rules = new Rules();
  names.check(rules);
  resourceRules(rules, options);
  gpuRules(rules, site, options);
  networkRules(rules, site, options);
  if (options.image !== undefined) imageRule(rules, 'image', options.image);
  if (options.command != null) listOfText(rules, 'command', options.command);
  if (options.args != null) listOfText(rules, 'args', options.args);
  if (options.args !== undefined && options.command === undefined) {
    const hint = 'give a command as well, or an empty one ([]) for the entry point of the image';
    rules.error('GPULAB2207', 'args without command: they would not reach any program', 'args', hint);
  }
  return rules.problems;
}

function listOfText(rules: Rules, key: string, words: readonly string[] | ListValue): void {
  if (words instanceof ListValue) return;
  rules.list(key, words).forEach((word, i) => {
    rules.text(`${key}[${i}]`, word);
  });
}

function resourceRules(rules: Rules, options: StudentWorkloadOptions): void {
  if (options.cpu !== undefined) rules.quantity('cpu', options.cpu);
  if (options.memory !== undefined) rules.quantity('memory', options.memory);
  if (options.scratchSize !== undefined) rules.quantity('scratchSize', options.scratchSize);
  if (options.sharedMemory !== undefined) rules.quantity('sharedMemory', options.sharedMemory);
  if (options.replicas !== undefined) rules.whole('replicas', options.replicas, 0, LARGEST_ID);
  if (options.runAsUser !== undefined) rules.whole('runAsUser', options.runAsUser, 0, LARGEST_ID);
  if (options.runAsGroup !== undefined) rules.whole('runAsGroup', options.runAsGroup, 0, LARGEST_ID);
}

function gpuRules(rules: Rules, site: Site, { gpuModel, gpus }: StudentWorkloadOptions): void {
  const some = gpus !== undefined && rules.whole('gpus', gpus, 0) && typeof gpus === 'number' && gpus > 0;
  if (gpuModel === undefined && some) {
    const hint = `give a gpuModel of the site: ${site.gpuModels.join(', ')}`;
    rules.error('GPULAB2208', `gpus is ${gpus}, but there is no gpuModel`, 'gpuModel', hint);
  }
  if (gpuModel !== undefined) gpuModelRule(rules, 'gpuModel', gpuModel, site.gpuModels);
}

/** A model that the site has. */
export function gpuModelRule(rules: Rules, key: string, model: string, models: readonly string[]): void {
  if (!rules.text(key, model) || models.includes(model)) return;
  const message = `the site has no GPU model ${quoted(model)}; it has ${models.join(', ')}`;
  rules.error('GPULAB2209', message, key, modelSuggestion(model, models));
}

function networkRules(rules: Rules, site: Site, options: StudentWorkloadOptions): void {
  const { infiniband, extraPort, ingressHost } = options;
  if (infiniband && !site.infiniband) siteHasNo(rules, 'infiniband', 'infiniband');
  if (extraPort !== undefined) {
    rules.whole('extraPort', extraPort, 1, LARGEST_PORT);
    if (extraPort === SSH_PORT) {
      rules.error('GPULAB2202', `extraPort is ${SSH_PORT}, which the Service has already for SSH`, 'extraPort');
    }
  }
  if (ingressHost === undefined) return;
  if (!site.ingress) siteHasNo(rules, 'ingress', 'ingressHost');
  if (extraPort === undefined) {
    const message = `ingressHost ${quoted(ingressHost)} without extraPort: the Ingress has no port to send requests to`;
    rules.error('GPULAB2211', message, 'ingressHost', 'give the port that the program listens on as extraPort');
  }
  if (rules.text('ingressHost', ingressHost) && !HOST.test(ingressHost)) {
    rules.error('GPULAB2203', `ingressHost ${quoted(ingressHost)} is no host name`, 'ingressHost');
  }
}
