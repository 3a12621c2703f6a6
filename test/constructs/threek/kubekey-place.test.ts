import { expect, test } from 'vitest';
import { HostFiles } from '../../../constructs/hosts';
import { InstallSecret } from '../../../constructs/threek';
import { HOSTS, kubeKey, outputOf } from './support';

test('the file and its script are placed on the host that kk runs on, without secrets, for root only', () => {
  const password = InstallSecret.environment('SSH_PASSWORD');
  const { app, cluster } = kubeKey({ hosts: HOSTS.map((host) => ({ ...host, password })) });
  cluster.placeOn(new HostFiles(app, 'master1'));
  const { files } = outputOf(app);
  const placed = (name: string) => files[`# hosts/master1/files/opt/kubekey/${name}`];
  expect(placed('lab.yaml')).toBe(files['# kubekey/lab.yaml']);
  expect(placed('lab.yaml')).toContain('<environment SSH_PASSWORD>');
  expect(placed('lab.sh')).toBe(files['# kubekey/lab.sh']);
  const { directories, files: entries } = JSON.parse(files['# hosts/master1/host.json']);
  expect(directories).toEqual([{ path: '/opt/kubekey', mode: '0700', owner: 'root', group: 'root' }]);
  expect(entries.map(({ path, mode }: any) => [path, mode])).toEqual([
    ['/opt/kubekey/lab.sh', '0700'],
    ['/opt/kubekey/lab.yaml', '0600'],
  ]);
});

test('a cluster with an error is placed nowhere', () => {
  const { app, cluster } = kubeKey({ roleGroups: { etcd: [], controlPlane: [], worker: [] } });
  const files = new HostFiles(app, 'master1');
  cluster.placeOn(files);
  expect(app.check().every(({ path }) => path === 'lab')).toBe(true);
});
