import { ApiObject } from 'cdk8s';
import { External, LabChart } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';
import { addLocalPathProvisioner } from './local-path';
import { images, site, VOLUME_VIEWER_ROLE } from './site';

/** Namespace of services of the lab itself. */
const NAMESPACE = 'lab-system';

/** What the cluster needs once, whoever its students are. */
export class ClusterServices extends LabChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    declareStorageClasses(this);
    addLocalPathProvisioner(this);
    addVolumeViewer(this);
    addPrepuller(this);
  }
}

/** The NFS server and Kadalu are installed by hand: their classes are there, and not ours to make. */
function declareStorageClasses(scope: Construct): void {
  for (const { storageClass } of site.claims) External.of(scope).storageClass(storageClass);
}

/** Students see volumes, which are cluster-scoped, but change none. */
function addVolumeViewer(scope: Construct): void {
  new ApiObject(scope, 'volume-viewer', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: VOLUME_VIEWER_ROLE },
    rules: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'list', 'watch'] }],
  });
}

/** Large images are pulled to every node at night, so that a course does not begin with twenty minutes of waiting. */
function addPrepuller(scope: Construct): void {
  const labels = { app: 'prepuller' };
  const pulled = [images.course, images.pytorch, images.jupyter];
  new ApiObject(scope, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  new ApiObject(scope, 'prepuller', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'prepuller', namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          initContainers: pulled.map((image, i) => ({
            name: `pull-${i + 1}`,
            image,
            command: ['sh', '-c', 'true'],
            resources: { limits: { cpu: '100m', memory: '1Gi' }, requests: { cpu: '1m', memory: '8Mi' } },
          })),
          containers: [
            {
              name: 'pause',
              image: images.pause,
              resources: { limits: { cpu: '1m', memory: '8Mi' }, requests: { cpu: '1m', memory: '8Mi' } },
            },
          ],
        },
      },
    },
  });
}
