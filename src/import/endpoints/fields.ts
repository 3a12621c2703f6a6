/** A field of the old system's nodes (facts: compute-nodes.md 2). */
export interface Field {
  /** In JSON. */
  readonly name: string;
  /** On its pages, and so in the header of what was copied from there. */
  readonly label: string;
  /** Never in any output. */
  readonly secret?: boolean;
  /** Why the inventory does not have it. */
  readonly left?: string;
}

const field = (name: string, label: string, more: Partial<Field> = {}): Field => ({ name, label, ...more });

const HOSTS = 'how hosts are set up stands in the section ssh of the inventory';
const OURS = 'the old system made it itself';

/** Every field, by its name in JSON. */
export const FIELDS = {
  name: field('name', '名字'),
  region: field('region', '区域'),
  cpu: field('cpu', 'CPU'),
  memory: field('memory', '内存'),
  systemDisk: field('systemDisk', '系统盘容量', { left: 'disks are not counted' }),
  dataDisk: field('dataDisk', '数据盘容量', { left: 'disks are not counted' }),
  publicIp: field('publicIp', 'IP地址公网'),
  privateIp: field('privateIp', 'IP地址内网'),
  sshPort: field('sshPort', 'SSH端口', { left: HOSTS }),
  username: field('username', '用户名', { left: HOSTS }),
  password: field('password', '密码', { secret: true }),
  gpuName: field('gpuName', '显卡名称'),
  gpuCount: field('gpuCount', '显卡数量'),
  memoryCapacity: field('memoryCapacity', '显存容量'),
  hamiCore: field('hamiCore', 'HAMi-core目录', { left: 'slices of GPUs are set up by the device plugin' }),
  dockerAddress: field('dockerAddress', 'Docker连接地址'),
  useTls: field('useTls', '使用TLS'),
  caCert: field('caCert', 'CA证书', { secret: true }),
  clientCert: field('clientCert', '客户端证书', { secret: true }),
  clientKey: field('clientKey', '客户端私钥', { secret: true }),
  dockerStatus: field('dockerStatus', 'Docker状态', { left: OURS }),
  isOnShelf: field('isOnShelf', '是否上架', { left: 'who may use a node is said by labels and taints' }),
  remark: field('remark', '备注', { left: 'write it as a comment' }),
  ID: field('ID', 'ID', { left: OURS }),
  CreatedAt: field('CreatedAt', '创建时间', { left: OURS }),
  UpdatedAt: field('UpdatedAt', '更新时间', { left: OURS }),
} as const;

const BY_WORD = new Map<string, Field>(
  Object.values(FIELDS).flatMap((one: Field) => [one.name, one.label].map((word) => [simple(word), one] as const)),
);

/** The field that a key or the title of a column means. */
export const fieldOf = (word: string): Field | undefined => BY_WORD.get(simple(word));

/** `Docker连接地址`, `docker_address` and `dockerAddress ` are written in more ways than one. */
function simple(word: string): string {
  return word.replace(/[\s_-]/g, '').toLowerCase();
}
