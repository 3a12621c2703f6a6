import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { images, SCRATCH_CLASS } from './site';

const NAMESPACE = 'local-path-storage';
const NAME = 'local-path-provisioner';
const CONFIG_NAME = 'local-path-config';
const CONFIG_FOLDER = '/etc/config';
const RBAC = 'rbac.authorization.k8s.io';

/** Folders on every node, one on each disk; the provisioner takes one of them at random for each volume. */
const NODE_PATHS = ['/nvme1/local-path-provisioner', '/nvme2/local-path-provisioner'];

/** Name under which the provisioner looks for the folders of nodes that have no entry of their own. */
const ANY_NODE = 'DEFAULT_PATH_FOR_NON_LISTED_NODES';

/** Volumes on the disks of the node that a pod runs on (rancher/local-path-provisioner), and their storage class. */
export function addLocalPathProvisioner(scope: Construct): void {
  new ApiObject(scope, 'local-path-namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  addStorageClass(scope);
  addAccess(scope);
  addConfig(scope);
  addDeployment(scope);
}

function addStorageClass(scope: Construct): void {
  new ApiObject(scope, 'local-path-class', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: SCRATCH_CLASS },
    provisioner: 'rancher.io/local-path',
    // The disk is chosen with the node, so not before there is a pod.
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
  });
}

function addAccess(scope: Construct): void {
  const read = ['get', 'list', 'watch'];
  const subjects = [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }];
  new ApiObject(scope, 'local-path-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: NAME, namespace: NAMESPACE },
  });
  new ApiObject(scope, 'local-path-cluster-role', {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: NAME },
    rules: [
      {
        apiGroups: [''],
        resources: ['nodes', 'persistentvolumeclaims', 'configmaps', 'pods', 'pods/log'],
        verbs: read,
      },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: [...read, 'create', 'update', 'patch', 'delete'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read },
    ],
  });
  new ApiObject(scope, 'local-path-cluster-binding', {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: NAME },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: NAME },
    subjects,
  });
  // The pods that make and remove folders run in the provisioner's own namespace, and so does its election.
  new ApiObject(scope, 'local-path-role', {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: NAME, namespace: NAMESPACE },
    rules: [
      { apiGroups: [''], resources: ['pods', 'endpoints'], verbs: [...read, 'create', 'update', 'patch', 'delete'] },
    ],
  });
  new ApiObject(scope, 'local-path-binding', {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: NAME, namespace: NAMESPACE },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: NAME },
    subjects,
  });
}

function addConfig(scope: Construct): void {
  const helper = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'helper-pod' },
    spec: {
      priorityClassName: 'system-node-critical',
      containers: [{ name: 'helper-pod', image: images.busybox, imagePullPolicy: 'IfNotPresent' }],
    },
  };
  new ApiObject(scope, 'local-path-config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: CONFIG_NAME, namespace: NAMESPACE },
    data: {
      'config.json': JSON.stringify({ nodePathMap: [{ node: ANY_NODE, paths: NODE_PATHS }] }),
      'helperPod.yaml': JSON.stringify(helper),
      setup: script('mkdir -m 0777 -p "$VOL_DIR"'),
      teardown: script('rm -rf "$VOL_DIR"'),
    },
  });
}

const script = (command: string): string => `#!/bin/sh\nset -eu\n${command}\n`;

function addDeployment(scope: Construct): void {
  const labels = { app: NAME };
  new ApiObject(scope, 'local-path-deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: NAME,
          containers: [
            {
              name: NAME,
              image: images.localPathProvisioner,
              imagePullPolicy: 'IfNotPresent',
              command: ['local-path-provisioner', 'start', '--config', `${CONFIG_FOLDER}/config.json`],
              env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
              resources: { limits: { cpu: '200m', memory: '256Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
              volumeMounts: [{ name: 'config', mountPath: CONFIG_FOLDER }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: CONFIG_NAME } }],
        },
      },
    },
  });
}
