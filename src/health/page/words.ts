import type { Words } from '../reasons';

export type Language = keyof Words;

/** Everything that the page says, beside reasons and remedies. `{...}` is filled in. */
const WORDS = {
  title: { en: 'Node health', zh: '节点健康' },
  skip: { en: 'To the nodes', zh: '跳到节点列表' },
  signIn: { en: 'Sign in', zh: '登录' },
  signOut: { en: 'Sign out', zh: '退出' },
  token: { en: 'Token', zh: '令牌' },
  tokenNote: {
    en: 'The token that the server was started with. The browser keeps a session, not the token.',
    zh: '启动服务时设置的令牌。浏览器只保存会话，不保存令牌。',
  },
  wrongToken: { en: 'This token is not known.', zh: '令牌无效。' },
  byState: { en: 'Show nodes by state', zh: '按状态筛选' },
  all: { en: 'All', zh: '全部' },
  connected: { en: 'Connected', zh: '已连接' },
  failed: { en: 'Failed', zh: '连接失败' },
  unknown: { en: 'Unknown', zh: '未知' },
  warned: { en: 'With warnings', zh: '有警告' },
  search: { en: 'Search name, address, GPU', zh: '搜索名称、地址、显卡' },
  region: { en: 'Region', zh: '区域' },
  allRegions: { en: 'All regions', zh: '全部区域' },
  model: { en: 'GPU model', zh: '显卡型号' },
  allModels: { en: 'All GPUs', zh: '全部显卡' },
  add: { en: 'Add node', zh: '添加节点' },
  tableName: { en: 'Compute nodes, those that need somebody first', zh: '计算节点，需要处理的排在前面' },
  state: { en: 'State', zh: '状态' },
  node: { en: 'Node', zh: '节点' },
  hardware: { en: 'GPUs', zh: '显卡' },
  reason: { en: 'Reason, and what to do', zh: '原因与处理办法' },
  since: { en: 'Since', zh: '持续时间' },
  certificate: { en: 'Certificate', zh: '证书' },
  history: { en: 'Last 24 hours', zh: '近 24 小时' },
  changes: { en: 'Changes', zh: '状态变化' },
  shown: { en: '{shown} of {all} nodes', zh: '显示 {shown} / {all} 个节点' },
  noneFits: { en: 'No node fits the filter.', zh: '没有符合条件的节点。' },
  noneYet: {
    en: 'There is no node yet. Add one, or give the server an inventory.',
    zh: '还没有节点。请添加节点，或为服务指定清单文件。',
  },
  live: { en: 'Live', zh: '实时' },
  waiting: { en: 'Connecting', zh: '连接中' },
  lost: { en: 'Reconnecting: what is shown may be old', zh: '重新连接中：显示的内容可能已过时' },
  changed: { en: '{name}: {state}, {reason}', zh: '{name}：{state}，{reason}' },
  manyChanged: { en: '{count} nodes have changed', zh: '{count} 个节点状态变化' },
  whatToDo: { en: 'What to do', zh: '处理办法' },
  notAgain: { en: 'never', zh: '无' },
  expires: { en: '{what} certificate ends on {date}', zh: '{what}证书到期日 {date}' },
  server: { en: 'Server', zh: '服务端' },
  client: { en: 'Client', zh: '客户端' },
  expired: { en: 'expired', zh: '已过期' },
  daysLeft: { en: '{days} d', zh: '{days} 天' },
  strip: { en: 'last 24 hours: {parts}', zh: '近 24 小时：{parts}' },
  part: { en: '{percent} % {state}', zh: '{state} {percent}%' },
  noHistory: { en: 'no history', zh: '无历史' },
  newNode: { en: 'New node', zh: '新节点' },
  close: { en: 'Close', zh: '关闭' },
  healthTitle: { en: 'Health', zh: '健康状态' },
  settings: { en: 'Settings', zh: '设置' },
  readOnly: {
    en: 'This node is of the inventory file: change it there.',
    zh: '该节点来自清单文件，请在清单中修改。',
  },
  save: { en: 'Save', zh: '保存' },
  saving: { en: 'Saving …', zh: '保存中…' },
  saved: { en: 'Saved.', zh: '已保存。' },
  savedWarned: { en: 'Saved. But {warnings}.', zh: '已保存，但{warnings}。' },
  test: { en: 'Test now', zh: '立即测试' },
  saveAndTest: { en: 'Save and test', zh: '保存并测试' },
  testing: { en: 'Testing …', zh: '测试中…' },
  tested: { en: 'Tested: {state}', zh: '测试完成：{state}' },
  delete: { en: 'Delete …', zh: '删除…' },
  cancel: { en: 'Cancel', zh: '取消' },
  leaveTitle: { en: 'Discard the changes?', zh: '放弃修改？' },
  leaveText: { en: 'Something was changed here and is not saved.', zh: '有修改尚未保存。' },
  leaveStay: { en: 'Go on editing', zh: '继续编辑' },
  leaveNow: { en: 'Discard', zh: '放弃修改' },
  deleteTitle: { en: 'Delete {name}?', zh: '删除 {name}？' },
  deleteText: {
    en: 'It is not looked at any more, and its certificates are removed.',
    zh: '将不再检测该节点，其证书也会被移除。',
  },
  deleteNow: { en: 'Delete', zh: '删除' },
  deleteAnyway: { en: 'Delete all the same', zh: '仍然删除' },
  containersRun: {
    en: 'Containers run there. They go on running, and nobody looks after them from here any more.',
    zh: '该节点上仍有容器在运行。删除后容器会继续运行，但这里不再管理。',
  },
  failedRequest: { en: 'The server did not answer. Nothing was changed.', zh: '服务器没有应答，未做任何修改。' },
  checkFields: { en: 'Some fields are not right.', zh: '部分字段有误。' },
  wholeNumber: { en: 'is a whole number from {least}', zh: '应为不小于 {least} 的整数' },
  wholeNumberTo: { en: 'is a whole number from {least} to {most}', zh: '应为 {least} 到 {most} 的整数' },
  needed: { en: 'is needed', zh: '必填' },
  keep: { en: 'stored; leave empty to keep', zh: '已保存；留空则不变' },
  removeStored: { en: 'Remove what is stored: {what}', zh: '移除已保存的{what}' },
  notStored: { en: 'none stored', zh: '未保存' },
  docker: { en: 'Docker', zh: 'Docker' },
  dockerVersion: { en: 'Docker {version}, API {api}', zh: 'Docker {version}，API {api}' },
  runtime: { en: 'NVIDIA runtime', zh: 'NVIDIA 运行时' },
  containers: { en: 'Containers running', zh: '运行中的容器' },
  machine: { en: 'Machine', zh: '机器' },
  cores: { en: '{cpus} cores, {memory} GiB', zh: '{cpus} 核，{memory} GiB' },
  yes: { en: 'yes', zh: '有' },
  no: { en: 'no', zh: '无' },
  checked: { en: 'Last looked at', zh: '最近检测' },
  tls: { en: 'TLS', zh: 'TLS' },
  warnings: { en: 'Warnings', zh: '警告' },
  basics: { en: 'Node', zh: '节点' },
  dockerGroup: { en: 'Docker endpoint', zh: 'Docker 连接' },
  hardwareGroup: { en: 'Hardware', zh: '硬件' },
  accessGroup: { en: 'SSH and remark', zh: 'SSH 与备注' },
  name: { en: 'Name', zh: '名字' },
  publicIp: { en: 'Public IP', zh: 'IP地址公网' },
  privateIp: { en: 'Private IP', zh: 'IP地址内网' },
  sshPort: { en: 'SSH port', zh: 'SSH端口' },
  username: { en: 'User', zh: '用户名' },
  password: { en: 'Password', zh: '密码' },
  gpuName: { en: 'GPU model', zh: '显卡名称' },
  gpuCount: { en: 'GPUs', zh: '显卡数量' },
  memoryCapacity: { en: 'Memory of one GPU (GB)', zh: '单卡显存 (GB)' },
  hamiCore: { en: 'Folder of HAMi-core', zh: 'HAMi-core目录' },
  dockerAddress: { en: 'Docker address', zh: 'Docker连接地址' },
  useTls: { en: 'Use TLS', zh: '使用TLS' },
  serverName: { en: 'Name in the certificate', zh: '证书中的名称' },
  caCert: { en: 'CA certificate', zh: 'CA证书' },
  clientCert: { en: 'Client certificate', zh: '客户端证书' },
  clientKey: { en: 'Client key', zh: '客户端私钥' },
  isOnShelf: { en: 'On the shelf', zh: '是否上架' },
  remark: { en: 'Remark', zh: '备注' },
  cpu: { en: 'CPU (cores)', zh: 'CPU（核）' },
  memory: { en: 'Memory (GB)', zh: '内存 (GB)' },
  systemDisk: { en: 'System disk (GB)', zh: '系统盘容量 (GB)' },
  dataDisk: { en: 'Data disk (GB)', zh: '数据盘容量 (GB)' },
} satisfies { readonly [key: string]: Words };
export type WordsKey = keyof typeof WORDS;

const KEPT = 'gpulab-language';
let language: Language = kept() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
const listeners: (() => void)[] = [];

function kept(): Language | undefined {
  const found = localStorage.getItem(KEPT);
  return found === 'en' || found === 'zh' ? found : undefined;
}

export const currentLanguage = (): Language => language;

export function setLanguage(chosen: Language): void {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  applyLanguage();
}

/** Called whenever the language is another one. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** Words in the language of the page, as a line of their own: those of reasons begin with a small letter. */
export const inLanguage = (words: Words): string => words[language].charAt(0).toUpperCase() + words[language].slice(1);

export function say(key: WordsKey, values: { readonly [name: string]: string | number } = {}): string {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Says everything anew. */
export function applyLanguage(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  for (const element of document.querySelectorAll<HTMLElement>('[data-words]')) {
    element.textContent = say(element.dataset.words as WordsKey);
  }
  for (const listener of listeners) listener();
}
