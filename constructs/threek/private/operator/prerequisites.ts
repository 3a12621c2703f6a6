import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { External } from '../../../core/external';
import type { Finding } from '../../../core/finding';
import { walk } from '../../../core/private/tree';
import { error } from '../../../core/rules/problem';
import type { CPodOperator } from '../../operator/cpod-operator';
import { takenNames } from './operator-rules';

/** Kinds that the manager watches from the start. */
const WATCHED = [
  {
    apiVersion: 'kubeflow.org/v2beta1',
    kind: 'MPIJob',
    definition: 'mpijobs.kubeflow.org',
    maker: 'a TrainingOperator with mpi',
  },
  {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    definition: 'inferenceservices.serving.kserve.io',
    maker: 'kserve: false',
  },
];

/** The manager does not start while the API server lacks one of them (facts: threek.md 4.3). */
export function missingDefinitions(operator: CPodOperator): Finding[] {
  const { root } = operator.node;
  const made = new Set(definitionsBelow(root));
  const scopes = External.of(operator)._scopes;
  const { releases } = walk(root);
  return WATCHED.filter(({ apiVersion, kind, definition }) => {
    const group = definition.slice(definition.indexOf('.') + 1);
    const isReleased = releases.some((release) => release._groups.includes(group));
    return !made.has(definition) && !scopes.has(`${apiVersion}/${kind}`) && !isReleased;
  }).map(({ apiVersion, kind, definition, maker }) => {
    const message = `the manager watches ${kind} from the start, and nothing in the program makes ${definition}`;
    const hint = `make it (${maker}), or say that it is there: app.external.customKind('${apiVersion}', '${kind}', Scope.NAMESPACED)`;
    return { ...error('GPULAB2831', message, undefined, hint), path: operator.node.path };
  });
}

/** A release has its own accounts in its namespace; a user of that name would get them. */
export function usersInReleases(operator: CPodOperator, users: readonly string[]): Finding[] {
  const namespaces = new Set(walk(operator.node.root).releases.map(({ namespace }) => namespace));
  return takenNames(users, (name) => namespaces.has(name)).map((problem) => ({ ...problem, path: operator.node.path }));
}

const definitionsBelow = (root: IConstruct): string[] =>
  root.node
    .findAll()
    .filter((found): found is ApiObject => ApiObject.isApiObject(found) && found.kind === 'CustomResourceDefinition')
    .map(({ name }) => name);
