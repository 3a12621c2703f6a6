import { accepted, type Mutation, refused } from './mutation';

const container = (o: any) => o.spec.containers[0];
const pod = (name: string, code: string, change: (c: any, o: any) => void, versions?: readonly string[]) =>
  refused('Pod', name, code, (o) => change(container(o), o), { versions });
const legal = (name: string, change: (c: any, o: any) => void) => accepted('Pod', name, (o) => change(container(o), o));

export const containerMutations: readonly Mutation[] = [
  pod('a container without name', 'GPULAB1204', (c) => delete c.name),
  pod('a container name in capitals', 'GPULAB1209', (c) => (c.name = 'Main')),
  pod('a container name with an underscore', 'GPULAB1209', (c) => (c.name = 'my_app')),
  pod('a container without image', 'GPULAB1204', (c) => delete c.image),
  pod('an empty image', 'GPULAB1204', (c) => (c.image = '')),
  pod('an image with blanks around it', 'GPULAB1209', (c) => (c.image = ' busybox ')),
  legal('an image that no registry can have', (c) => (c.image = 'NOT an image')),
  pod('a pull policy that is none', 'GPULAB1207', (c) => (c.imagePullPolicy = 'Sometimes')),
  pod('a command as text', 'GPULAB1205', (c) => (c.command = 'bash -c')),
  pod('a number in args', 'GPULAB1205', (c) => (c.args = ['--port', 8080])),
  legal('args without command', (c) => delete c.command),
  legal('an empty argument', (c) => (c.args = [''])),
  pod('an environment value that is a number', 'GPULAB1205', (c) => (c.env[0].value = 5)),
  pod('an environment value that is true', 'GPULAB1205', (c) => (c.env[0].value = true)),
  legal('an environment variable without value', (c) => delete c.env[0].value),
  pod('an environment name that begins with a digit', 'GPULAB1209', (c) => (c.env[0].name = '1ST'), ['1.28']),
  pod('an environment name with a blank', 'GPULAB1209', (c) => (c.env[0].name = 'A B'), ['1.28']),
  pod('an environment name with =', 'GPULAB1209', (c) => (c.env[0].name = 'A=B')),
  legal('an environment name with dots and dashes', (c) => (c.env[0].name = 'a.b-c')),
  pod('one environment name twice', 'GPULAB1210', (c) => c.env.push({ name: 'COURSE', value: 'x' })),
  pod('value and valueFrom', 'GPULAB1211', (c) => (c.env[1].value = 'x')),
  pod('valueFrom of two kinds', 'GPULAB1211', (c) => (c.env[1].valueFrom.secretKeyRef = { name: 'a', key: 'b' })),
  pod('an empty valueFrom', 'GPULAB1211', (c) => (c.env[1].valueFrom = {})),
  pod('a field that a pod does not have', 'GPULAB1207', (c) => (c.env[1].valueFrom.fieldRef.fieldPath = 'spec.node')),
  legal('one label of the pod', (c) => (c.env[1].valueFrom.fieldRef.fieldPath = "metadata.labels['app']")),
  pod(
    'a resource that a container does not have',
    'GPULAB1207',
    (c) => (c.env[2].valueFrom.resourceFieldRef.resource = 'limits.gpu'),
  ),
  pod('a secret key with a blank', 'GPULAB1209', (c) => (c.env[3].valueFrom.secretKeyRef.key = 'a b')),
  pod('a secret reference without key', 'GPULAB1204', (c) => delete c.env[3].valueFrom.secretKeyRef.key),
  pod('a secret reference without name', 'GPULAB1204', (c) => delete c.env[3].valueFrom.secretKeyRef.name),
  pod('envFrom of nothing', 'GPULAB1211', (c) => (c.envFrom[0] = { prefix: 'A_' })),
  pod('envFrom of two kinds', 'GPULAB1211', (c) => (c.envFrom[0].secretRef = { name: 'token' })),

  pod('a port above 65535', 'GPULAB1206', (c) => (c.ports[0].containerPort = 70_000)),
  pod('port 0', 'GPULAB1206', (c) => (c.ports[0].containerPort = 0)),
  pod('a port as text', 'GPULAB1205', (c) => (c.ports[0].containerPort = '8080')),
  pod('a port name of 16 characters', 'GPULAB1209', (c) => (c.ports[0].name = 'abcdefghijklmnop')),
  pod('a port name with dashes in a row', 'GPULAB1209', (c) => (c.ports[0].name = 'a--b')),
  pod('a port name of digits', 'GPULAB1209', (c) => (c.ports[0].name = '8080')),
  pod('one port name twice', 'GPULAB1210', (c) => (c.ports[1].name = 'http')),
  pod('a protocol in small letters', 'GPULAB1207', (c) => (c.ports[1].protocol = 'tcp')),
  legal(
    'one port number for two protocols',
    (c) => (c.ports = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }]),
  ),
  pod('one host port twice', 'GPULAB1210', (c) => {
    c.ports[0].hostPort = 80;
    c.ports[1].hostPort = 80;
  }),
  legal('host port 0', (c) => (c.ports[0].hostPort = 0)),

  pod('a quantity with a wrong unit', 'GPULAB1208', (c) => (c.resources.limits.memory = '16GB')),
  pod('a quantity with a blank inside', 'GPULAB1208', (c) => (c.resources.limits.memory = '16 Gi')),
  pod('a quantity that is true', 'GPULAB1205', (c) => (c.resources.limits.memory = true)),
  legal('a quantity with blanks around it', (c) => (c.resources.limits.memory = ' 16Gi ')),
  legal('a quantity with an exponent', (c) => (c.resources.limits.memory = '16e9')),
  legal('half a processor as a number', (c) => (c.resources.requests.cpu = 0.5)),
  legal('memory in thousandths of a byte', (c) => (c.resources.requests.memory = '128m')),
  pod('a negative limit', 'GPULAB1213', (c) => (c.resources.limits.cpu = '-1')),
  pod('a request above its limit', 'GPULAB1213', (c) => (c.resources.requests.memory = '17Gi')),
  legal('a request equal to its limit in another unit', (c) => (c.resources.requests.memory = '17179869184')),
  pod('half a GPU', 'GPULAB1213', (c) => {
    c.resources.limits['nvidia.com/gpu'] = '0.5';
    c.resources.requests['nvidia.com/gpu'] = '0.5';
  }),
  pod('a GPU as request only', 'GPULAB1213', (c) => delete c.resources.limits['nvidia.com/gpu']),
  legal('a GPU as limit only', (c) => delete c.resources.requests['nvidia.com/gpu']),
  pod('fewer GPUs asked for than allowed', 'GPULAB1213', (c) => (c.resources.limits['nvidia.com/gpu'] = 2)),
  legal('no GPU, in so many words', (c) => {
    c.resources.limits['nvidia.com/gpu'] = 0;
    c.resources.requests['nvidia.com/gpu'] = '0';
  }),
  pod('a resource without domain', 'GPULAB1213', (c) => (c.resources.limits = { gpu: 1 })),
  pod('storage of a container', 'GPULAB1213', (c) => (c.resources.limits.storage = '1Gi')),
  pod('a device with a bad name', 'GPULAB1213', (c) => (c.resources.limits['nvidia com/gpu'] = 1)),
  legal('scratch space', (c) => (c.resources.limits['ephemeral-storage'] = '1Gi')),
  pod('huge pages that are no whole pages', 'GPULAB1213', (c) => (c.resources.limits['hugepages-2Mi'] = '3Mi')),
  pod('huge pages without cpu or memory', 'GPULAB1213', (c) => (c.resources = { limits: { 'hugepages-2Mi': '4Mi' } })),
  legal('no resources at all', (c) => delete c.resources),

  pod('one mount path twice', 'GPULAB1210', (c) => (c.volumeMounts[1].mountPath = '/home/student')),
  pod('a mount without path', 'GPULAB1204', (c) => delete c.volumeMounts[0].mountPath),
  pod('a mount without name', 'GPULAB1204', (c) => delete c.volumeMounts[0].name),
  legal('a mount path that is not absolute', (c) => (c.volumeMounts[0].mountPath = 'home')),
  legal('one volume mounted twice', (c) => c.volumeMounts.push({ name: 'home', mountPath: '/again' })),
  pod('an absolute sub-path', 'GPULAB1209', (c) => (c.volumeMounts[0].subPath = '/student')),
  pod('a sub-path with ..', 'GPULAB1209', (c) => (c.volumeMounts[0].subPath = 'a/../b')),
  pod('sub-path and its expression', 'GPULAB1211', (c) => (c.volumeMounts[0].subPathExpr = '$(A)')),
  pod('mount propagation that is none', 'GPULAB1207', (c) => (c.volumeMounts[1].mountPropagation = 'Both')),
  pod('Bidirectional without privilege', 'GPULAB1215', (c) => (c.volumeMounts[1].mountPropagation = 'Bidirectional')),
  pod(
    'a block device that is a folder',
    'GPULAB1215',
    (c) => (c.volumeDevices = [{ name: 'node', devicePath: '/dev/a' }]),
  ),
  legal('a block device', (c) => (c.volumeDevices = [{ name: 'made', devicePath: '/dev/a' }])),

  pod('a probe of two kinds', 'GPULAB1211', (c) => (c.livenessProbe.tcpSocket = { port: 80 })),
  pod('a probe of nothing', 'GPULAB1211', (c) => (c.livenessProbe = { periodSeconds: 5 })),
  pod('a probe without port', 'GPULAB1204', (c) => delete c.livenessProbe.httpGet.port),
  pod('a probe of port 0', 'GPULAB1206', (c) => (c.readinessProbe.tcpSocket.port = 0)),
  pod('a probe with a scheme in small letters', 'GPULAB1207', (c) => (c.livenessProbe.httpGet.scheme = 'http')),
  legal('a probe of a port name that is not there', (c) => (c.livenessProbe.httpGet.port = 'web')),
  legal('a probe without path', (c) => delete c.livenessProbe.httpGet.path),
  pod('a negative delay', 'GPULAB1206', (c) => (c.livenessProbe.initialDelaySeconds = -1)),
  legal('a period of 0', (c) => (c.livenessProbe.periodSeconds = 0)),
  pod('two successes of a liveness probe', 'GPULAB1206', (c) => (c.livenessProbe.successThreshold = 2)),
  pod('a grace period of a readiness probe', 'GPULAB1215', (c) => (c.readinessProbe.terminationGracePeriodSeconds = 5)),
  pod('a grace period of 0', 'GPULAB1206', (c) => (c.startupProbe.terminationGracePeriodSeconds = 0)),
  pod('a probe that executes nothing', 'GPULAB1204', (c) => (c.startupProbe.exec = {})),
  pod('a header name with a blank', 'GPULAB1209', (c) => (c.livenessProbe.httpGet.httpHeaders[0].name = 'X Lab')),
  pod('a hook of nothing', 'GPULAB1211', (c) => (c.lifecycle.preStop = {})),
  pod(
    'a probe of an init container',
    'GPULAB1215',
    (c, o) => (o.spec.initContainers[0].livenessProbe = c.livenessProbe),
  ),
  pod('a restart policy of a container', 'GPULAB1207', (c) => (c.restartPolicy = 'Always'), ['1.28']),
  legal('a sidecar', (_, o) => (o.spec.initContainers[0].restartPolicy = 'Always')),

  pod('a user id as text', 'GPULAB1205', (c) => (c.securityContext.runAsUser = '2001')),
  pod('a negative user id', 'GPULAB1206', (c) => (c.securityContext.runAsUser = -1)),
  pod('privileged without escalation', 'GPULAB1211', (c) =>
    Object.assign(c.securityContext, { privileged: true, allowPrivilegeEscalation: false }),
  ),
  pod(
    'a seccomp profile without file',
    'GPULAB1204',
    (c) => (c.securityContext.seccompProfile = { type: 'Localhost' }),
  ),
  pod(
    'a seccomp file that is not asked for',
    'GPULAB1211',
    (c) => (c.securityContext.seccompProfile.localhostProfile = 'a.json'),
  ),
  legal('a capability that does not exist', (c) => (c.securityContext.capabilities.add = ['LAB'])),
  pod('a termination policy that is none', 'GPULAB1207', (c) => (c.terminationMessagePolicy = 'Log')),
  pod('resources misspelt', 'GPULAB1203', (c) => (c.ressources = {})),
  pod('a limit misspelt', 'GPULAB1203', (c) => (c.resources.limit = {})),
];
