import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeClusters } from './tools/clusters';
import { eventually } from './tools/eventually';
import { applyAll, Example } from './tools/example';

const example = new Example();
afterAll(() => example.dispose());

const [student, neighbour] = example.students;
const OWN = ['-n', student.uid];
const NEIGHBOURS = ['-n', neighbour.uid];
const EVERYWHERE = ['--all-namespaces'];
const CLUSTER: string[] = [];

// What `kubectl auth can-i` says to the first student of the roster.
const TABLE: [expected: 'yes' | 'no', verb: string, resource: string, where: string[]][] = [
  ['yes', 'get', 'pods', OWN],
  ['yes', 'create', 'deployments.apps', OWN],
  ['yes', 'delete', 'persistentvolumeclaims', OWN],
  ['yes', 'create', 'services', OWN],
  ['yes', 'create', 'ingresses.networking.k8s.io', OWN],
  ['yes', 'get', 'secrets', OWN],
  ['yes', 'get', 'pods/log', OWN],
  ['yes', 'create', 'pods/exec', OWN],
  ['yes', 'get', 'resourcequotas', OWN],
  ['no', 'update', 'resourcequotas', OWN],
  ['no', 'delete', 'resourcequotas', OWN],
  ['no', 'delete', 'namespaces', OWN],
  ['no', 'get', 'pods', NEIGHBOURS],
  ['no', 'list', 'pods', NEIGHBOURS],
  ['no', 'create', 'pods', NEIGHBOURS],
  ['no', 'create', 'pods/exec', NEIGHBOURS],
  ['no', 'get', 'secrets', NEIGHBOURS],
  ['no', 'get', 'persistentvolumeclaims', NEIGHBOURS],
  ['no', 'create', 'rolebindings.rbac.authorization.k8s.io', NEIGHBOURS],
  ['no', 'list', 'pods', EVERYWHERE],
  ['no', 'list', 'secrets', EVERYWHERE],
  ['no', 'get', 'nodes', CLUSTER],
  ['no', 'create', 'namespaces', CLUSTER],
  ['no', 'create', 'clusterrolebindings.rbac.authorization.k8s.io', CLUSTER],
  ['no', 'create', 'ipoibnetworks.mellanox.com', CLUSTER],
  ['yes', 'list', 'persistentvolumes', CLUSTER],
  ['no', 'create', 'persistentvolumes', CLUSTER],
  ['no', 'delete', 'persistentvolumes', CLUSTER],
];

describeClusters('what a student may do', ({ client, kubectl }) => {
  const canI = async (verb: string, resource: string, where: string[]) =>
    (await kubectl('auth', 'can-i', verb, resource, ...where, '--as', student.mail)).stdout.trim();

  beforeAll(async () => {
    await applyAll(client, example.objectsFor(student, neighbour));
    // The authorizer reads bindings from a cache that runs a little behind.
    await eventually(
      'the binding of the student',
      30,
      async () => (await canI('get', 'pods', OWN)) === 'yes' || undefined,
    );
  });

  test.each(TABLE)('%s: %s %s %j', async (expected, verb, resource, where) => {
    expect(await canI(verb, resource, where)).toBe(expected);
  });

  test('a stranger may nothing, though the namespaces are there', async () => {
    const stranger = ['--as', 'stranger@elsewhere.test'];
    expect((await kubectl('auth', 'can-i', 'get', 'pods', ...OWN, ...stranger)).stdout.trim()).toBe('no');
  });
});
