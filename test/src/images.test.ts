import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { helm } from '../../src/cli/chart-formats';
import { Project } from '../support/project';

const pod = (id: string, image: string) =>
  `new ApiObject(chart, '${id}', { apiVersion: 'v1', kind: 'Pod', metadata: { name: '${id}', namespace: 'default' },
  spec: { containers: [{ name: 'main', image: ${JSON.stringify(image)}, resources: { limits: { cpu: '1', memory: '1Gi' } } }] } } as any);\n`;
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const programOf = (images: string[], app = 'new LabApp()') => `import { ApiObject } from 'cdk8s';
import { ImageMirror, LabApp, LabChart, UpstreamChart, UpstreamRelease } from 'cdk8s-gpulab';
const app = ${app};
const chart = new LabChart(app, 'chart');
${images.map((image, index) => pod(`p${index}`, image)).join('')}
new UpstreamRelease(app, 'nfd', { chart: UpstreamChart.NODE_FEATURE_DISCOVERY });
app.synth();
`;
const PROGRAM = programOf(['quay.io/a/b:1', `busybox@${DIGEST}`]);
const NFD_REPOSITORY = 'oci://registry.k8s.io/nfd/charts';
const NFD_VERSION = '0.19.0';
const NFD = 'registry.k8s.io/nfd/node-feature-discovery:v0.19.0';

let project: Project;
afterEach(() => project.remove());
function run(args: string[], program = PROGRAM) {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', 'main.ts': program });
  return project.gpulab(args);
}

describe('gpulab images', () => {
  test('lists each image with where it is used', () => {
    const { stdout, status } = run(['images']);
    expect(status).toBe(0);
    expect(stdout).toBe(`docker.io/library/busybox@${DIGEST}
  chart/p1  spec.containers[0].image
quay.io/a/b:1
  chart/p0  spec.containers[0].image
${NFD}
  nfd  image.repository
chart node-feature-discovery ${NFD_VERSION} of ${NFD_REPOSITORY}
  nfd
`);
  });

  test('warns of tags that float, and --strict makes it count', () => {
    const program = programOf(['busybox']);
    const { stderr, status } = run(['images', '--strict'], program);
    expect(status).toBe(1);
    expect(stderr).toContain('GPULAB3202');
    expect(project.gpulab(['images']).status).toBe(0);
  });

  test('--mirror pairs them, and --layout flat keeps the last part', () => {
    expect(run(['images', '--mirror', 'registry.lab:5000/m']).stdout).toContain(
      'quay.io/a/b:1 -> registry.lab:5000/m/quay.io/a/b:1\n',
    );
    expect(project.gpulab(['images', '--mirror', 'r.lab/m', '--layout', 'flat']).stdout).toContain(
      'quay.io/a/b:1 -> r.lab/m/b:1\n',
    );
  });

  test('--format skopeo-sync is a file for skopeo sync, --format skopeo a script of copies', () => {
    expect(run(['images', '--format', 'skopeo-sync']).stdout).toBe(`"docker.io":
  images:
    "library/busybox":
      - "${DIGEST}"
"quay.io":
  images:
    "a/b":
      - "1"
"registry.k8s.io":
  images:
    "nfd/node-feature-discovery":
      - "v0.19.0"
`);
    expect(project.gpulab(['images', '--format', 'skopeo', '--mirror', 'r.lab/m']).stdout).toBe(`#!/bin/sh
set -eu
skopeo copy --all --preserve-digests 'docker://docker.io/library/busybox@${DIGEST}' 'docker://r.lab/m/docker.io/library/busybox@${DIGEST}'
skopeo copy --all --preserve-digests 'docker://quay.io/a/b:1' 'docker://r.lab/m/quay.io/a/b:1'
skopeo copy --all --preserve-digests 'docker://${NFD}' 'docker://r.lab/m/${NFD}'
`);
  });

  test('an image that is pinned is copied by its digest, whatever its tag is by now', () => {
    const app = `new LabApp({ imageMirror: ImageMirror.of('r.lab/m', { digests: { 'quay.io/a/b:1': '${DIGEST}' } }) })`;
    const { stdout } = run(['images', '--format', 'skopeo'], programOf(['quay.io/a/b:1'], app));
    expect(stdout).toContain(`'docker://quay.io/a/b@${DIGEST}' 'docker://r.lab/m/quay.io/a/b:1'`);
  });

  test('--format docker is a script of two halves, which a shell can read', () => {
    const { stdout } = run(['images', '--format', 'docker', '--mirror', 'r.lab/m'], programOf(['quay.io/a/b:1']));
    expect(stdout).toContain(`  save)
    docker pull 'quay.io/a/b:1'
    docker pull '${NFD}'
    docker tag 'quay.io/a/b:1' 'r.lab/m/quay.io/a/b:1'
    docker tag '${NFD}' 'r.lab/m/${NFD}'
    docker save -o images.tar 'r.lab/m/quay.io/a/b:1' 'r.lab/m/${NFD}'
    ;;
  push)
    docker load -i images.tar
    docker push 'r.lab/m/quay.io/a/b:1'
    docker push 'r.lab/m/${NFD}'
    ;;
`);
  });

  test('--format json and --json tell the same', () => {
    const listed = JSON.parse(run(['images', '--format', 'json']).stdout);
    expect(JSON.parse(project.gpulab(['images', '--json']).stdout).result).toEqual(listed);
    expect(listed.images[1]).toEqual({
      image: 'quay.io/a/b:1',
      from: [{ path: 'chart/p0', key: 'spec.containers[0].image' }],
    });
  });

  test.each([
    ['skopeo', '--mirror'],
    ['docker', '--mirror'],
    ['helm', '--chart-mirror'],
  ])('--format %s without a place to copy to is refused, and says %s', (format, option) => {
    const { status, stdout, stderr } = run(['images', '--format', format]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`give ${option} `);
  });

  test('--format helm is a script of two halves, which a shell runs', () => {
    const options = ['images', '--format', 'helm', '--chart-mirror', 'oci://r.lab/charts', '-o', 'charts.sh'];
    expect(run(options).status).toBe(0);
    project.write('bin/helm', '#!/bin/sh\nprintf "%s|" "$@"; echo\n');
    chmodSync(join(project.folder, 'bin/helm'), 0o755);
    const sh = (step: string) =>
      spawnSync('sh', ['charts.sh', step], {
        cwd: project.folder,
        env: { PATH: `${join(project.folder, 'bin')}:${process.env.PATH}` },
        encoding: 'utf8',
      });
    expect(sh('save').stdout).toBe(
      `pull|${NFD_REPOSITORY}/node-feature-discovery|--version|${NFD_VERSION}|-d|charts|\n`,
    );
    expect(sh('push').stdout).toBe(`push|charts/node-feature-discovery-${NFD_VERSION}.tgz|oci://r.lab/charts|\n`);
    const odd = { name: 'a', version: '1 $(id)', repository: "https://x.lab/it's", target: 'oci://r.lab/c', from: [] };
    project.write('charts.sh', helm({ images: [], charts: [odd, { ...odd, name: 'none', repository: '' }] }));
    expect(sh('save').stdout).toBe("pull|a|--repo|https://x.lab/it's|--version|1 $(id)|-d|charts|\n");
    expect(sh('push').stdout).toBe('push|charts/a-1 $(id).tgz|oci://r.lab/c|\n');
    expect(project.read('charts.sh')).toContain('# left out, for it is published nowhere: none 1 $(id)\n');
    expect(sh('other').status).toBe(2);
  });

  test('scripts leave out a driver whose tag depends on nodes, and say so', () => {
    const gpu = `import { LabApp, UpstreamChart, UpstreamRelease } from 'cdk8s-gpulab';
const app = new LabApp();
new UpstreamRelease(app, 'gpu', { chart: UpstreamChart.GPU_OPERATOR, values: { driver: { version: '1.2' } } });
app.synth();
`;
    const note = '# left out, for nodeSystems of the app are not known: nvcr.io/nvidia/driver:1.2-<system>';
    run([], gpu);
    for (const format of ['skopeo', 'docker', 'skopeo-sync']) {
      const { stdout, stderr } = project.gpulab(['images', '--format', format, '--mirror', 'r.lab/m']);
      expect(stdout).toContain(`${note} -> r.lab/m/nvcr.io/nvidia/driver:1.2-<system>\n`);
      expect(stdout.replace(/^#.*$/gm, '')).not.toContain('nvidia/driver');
      expect(stderr).toContain('GPULAB3230');
    }
  });

  test('-o writes a file, and tells when it cannot', () => {
    expect(run(['images', '-o', 'list.txt'])).toMatchObject({ status: 0, stdout: '' });
    expect(project.read('list.txt')).toContain('quay.io/a/b:1');
    const failed = project.gpulab(['images', '-o', 'no/such/list.txt']);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('GPULAB4008');
  });

  test.each([
    ['--format', 'xml', 'there is no format "xml"'],
    ['--layout', 'tree', 'there is no layout "tree"'],
  ])('%s %s is refused', (option, value, message) => {
    const { status, stderr } = run(['images', option, value]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('with an image that is none there is no list, but the error', () => {
    const { status, stdout, stderr } = run(['images', '--mirror', 'r.lab/m'], programOf(['Not An Image']));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('GPULAB3201');
  });
});

describe('--mirror of synth and check', () => {
  test('writes manifests with images of the mirror', () => {
    const { stdout } = run(['synth', '--stdout', '--mirror', 'r.lab/m', '--layout', 'flat']);
    expect(stdout).toContain('image: r.lab/m/b:1\n');
    expect(stdout).not.toContain('quay.io');
  });

  test('wins over that of the program', () => {
    const program = programOf(['quay.io/a/b:1'], "new LabApp({ imageMirror: ImageMirror.of('one.lab') })");
    expect(run(['synth', '--stdout'], program).stdout).toContain('image: one.lab/quay.io/a/b:1\n');
    expect(project.gpulab(['synth', '--stdout', '--mirror', 'two.lab']).stdout).toContain(
      'image: two.lab/quay.io/a/b:1\n',
    );
  });

  test('of charts wins, too, and is checked', () => {
    const { status, stderr } = run(['synth', '--chart-mirror', 'oci://r.lab/charts', '-o', 'out']);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(project.read('out/install.sh')).toContain('oci://r.lab/charts/node-feature-discovery');
    expect(project.gpulab(['check', '--mirror', 'r.lab/m']).stderr).toContain('GPULAB3208');
    expect(project.gpulab(['check', '--mirror', 'r.lab/m', '--chart-mirror', 'r.lab/charts']).stderr).toContain(
      'GPULAB3206',
    );
  });

  test('is checked like any other', () => {
    const { status, stderr } = run(['check', '--mirror', 'https://r.lab']);
    expect(status).toBe(1);
    expect(stderr).toContain('GPULAB3203');
  });
});
