import type { IConstruct } from 'constructs';
import type { Finding } from '../../../core/finding';
import { walk } from '../../../core/private/tree';
import type { Release } from '../../../core/releases/release';
import { error, quoted, warning } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import { merge } from '../../../core/values/private/coalesce';
import { exclusionOf, GPUS, offeredTwice } from '../../../upstream/private/exclusions';
import { hamiFacts } from '../fit/hami-facts';
import { HamiCardPolicy, HamiNodePolicy } from '../hami-policies';
import type { HamiStackProps } from '../hami-stack-props';
import { HamiFailurePolicy, type HamiWebhook } from '../hami-webhook';
import { imageParts, NAME_KEYS, type StackChoices, stackValues } from './stack-values';

/** Everything that is wrong with the props of a stack. */
export function stackRules(choices: StackChoices): Rules {
  const { props, namespace, kubeScheduler } = choices;
  const rules = new Rules();
  if (props.slicesPerCard !== undefined) rules.whole('slicesPerCard', props.slicesPerCard, 1);
  for (const key of ['memoryScaling', 'coreScaling'] as const) {
    const factor = props[key];
    if (factor !== undefined) rules.factor(key, factor);
  }
  if (rules.problems.length === 0) valueRules(rules, choices);
  word(rules, 'nodePolicy', props.nodePolicy, Object.values(HamiNodePolicy));
  word(rules, 'cardPolicy', props.cardPolicy, Object.values(HamiCardPolicy));
  rules.label('namespace', namespace);
  if (imageParts(kubeScheduler).tag === '') {
    const wanted = 'a registry, a path and a tag are wanted, as registry.k8s.io/kube-scheduler:v1.31.4';
    rules.error(
      'GPULAB2203',
      `kubeSchedulerImage ${quoted(kubeScheduler)} is not complete: ${wanted}`,
      'kubeSchedulerImage',
    );
  }
  if (props.nodeSelector !== undefined) nodeSelectorRules(rules, props.nodeSelector);
  if (props.hosts !== undefined) rules.labelValue('hosts', props.hosts);
  if (props.runtimeClass !== undefined) rules.subdomain('runtimeClass', props.runtimeClass);
  if (props.webhook !== undefined) webhookRules(rules, props.webhook, namespace);
  if (props.monitoring?.labels !== undefined) rules.labels('monitoring.labels', props.monitoring.labels);
  if (props.monitoring?.dashboardNamespace !== undefined) {
    rules.label('monitoring.dashboardNamespace', props.monitoring.dashboardNamespace);
  }
  return rules;
}

/** What the values come to, whoever says it: the props, `values` or `rawValues`. */
function valueRules(rules: Rules, choices: StackChoices): void {
  const { values = {}, rawValues = {}, memoryScaling } = choices.props;
  const { names, memoryScaling: scaling } = hamiFacts(merge(merge(stackValues(choices), values), rawValues));
  if (scaling > 1) {
    const key = scaling === memoryScaling ? 'memoryScaling' : 'values.devicePlugin.deviceMemoryScaling';
    const message = `${key} is ${scaling}: slices of a card may add up to more memory than it has`;
    rules.problems.push(warning('GPULAB2722', message, key, 'leave it at 1'));
  }
  for (const [key, name] of Object.entries(NAME_KEYS)) {
    if (names[name] === choices.names[name]) continue;
    const message = `values.${key} is ${quoted(names[name])}, which workloads do not know: they ask for ${quoted(choices.names[name])}`;
    rules.error(
      'GPULAB2724',
      message,
      `values.${key}`,
      `give names: new HamiNames({ ${name}: ${quoted(names[name])} })`,
    );
  }
}

function word<T>(rules: Rules, key: string, got: T | undefined, words: readonly T[]): void {
  if (got === undefined || words.includes(got)) return;
  rules.error('GPULAB2709', `${key} ${quoted(got)} is none of ${words.join(', ')}: HAMi would take its default`, key);
}

function nodeSelectorRules(rules: Rules, labels: { readonly [label: string]: string }): void {
  rules.labels('nodeSelector', labels);
  if (Object.keys(labels ?? {}).length > 0) return;
  const message = 'nodeSelector is empty: HAMi would go to every node';
  rules.error('GPULAB2203', message, 'nodeSelector', 'name a label, as gpu: "on"');
}

function webhookRules(rules: Rules, webhook: HamiWebhook, namespace: string): void {
  const { failurePolicy, skipNamespaces, namespaceLabels } = webhook;
  word(rules, 'webhook.failurePolicy', failurePolicy, Object.values(HamiFailurePolicy));
  if (skipNamespaces !== undefined) {
    rules.list('webhook.skipNamespaces', skipNamespaces).forEach((name, i) => {
      rules.label(`webhook.skipNamespaces[${i}]`, name);
    });
  }
  if (namespaceLabels !== undefined) rules.labels('webhook.namespaceLabels', namespaceLabels);
  if (failurePolicy === HamiFailurePolicy.FAIL && skipNamespaces && !skipNamespaces.includes(namespace)) {
    const message = `webhook.skipNamespaces lacks ${quoted(namespace)}: with failurePolicy Fail, HAMi could not start again`;
    rules.error('GPULAB2203', message, 'webhook.skipNamespaces', `add ${quoted(namespace)}`);
  }
}

/** Other releases that give away the same cards. @param own the release of the stack */
export function otherDevicePlugins(stack: IConstruct, own: Release, props: HamiStackProps): Finding[] {
  const others = walk(stack.node.root).releases.filter((release) => release !== own);
  const findings = others.flatMap((release) => {
    const { name } = release._source;
    if (name === 'hami') {
      return [
        error('GPULAB2723', `${release.node.path} is another release of HAMi`, undefined, 'remove one of the two'),
      ];
    }
    if (props.othersHaveOwnNodes || !exclusionOf(release, GPUS)) return [];
    const off = name === 'gpu-operator' ? 'set devicePlugin.enabled to false there' : 'leave that release out';
    const apart = 'keep it off the nodes of HAMi and say othersHaveOwnNodes';
    return [offeredTwice(GPUS, own, release, 'othersHaveOwnNodes', `${off}, or ${apart}`)];
  });
  return findings.map((finding) => ({ path: stack.node.path, ...finding }));
}
