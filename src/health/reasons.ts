import type { NodeState } from './types';

/** A text in the languages that we speak. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A reason in words, and what to do about it. */
export interface ReasonWords {
  readonly state: NodeState;
  readonly title: Words;
  readonly remedy: Words;
}

/**
 * Every reason that a probe gives (facts: compute-nodes.md 7; `bad-ca` and those from `tls-error` on are ours). A reason has one
 * state: who knows the reason knows the state.
 */
export const REASONS = {
  ok: {
    state: 'connected',
    title: { en: 'connected', zh: '已连接' },
    remedy: { en: 'nothing to do', zh: '无需处理' },
  },
  'connection-refused': {
    state: 'failed',
    title: { en: 'nothing listens on this port', zh: '端口无服务监听' },
    remedy: {
      en: 'start dockerd, and look for a tcp:// entry in "hosts" of its daemon.json',
      zh: '启动 dockerd，并检查 daemon.json 的 hosts 中是否有 tcp:// 地址',
    },
  },
  timeout: {
    state: 'failed',
    title: { en: 'no answer in time', zh: '超时无应答' },
    remedy: {
      en: 'look for a firewall between checker and node, and whether the machine hangs',
      zh: '检查防火墙是否拦截，以及机器是否卡死',
    },
  },
  unreachable: {
    state: 'failed',
    title: { en: 'no route to the node', zh: '网络不可达' },
    remedy: { en: 'look at the network and its routes', zh: '检查网络与路由' },
  },
  dns: {
    state: 'failed',
    title: { en: 'the name does not exist', zh: '域名不存在' },
    remedy: {
      en: 'mend the host name of the address, or add it to DNS',
      zh: '修正地址中的主机名，或在 DNS 中添加该名称',
    },
  },
  'dns-unavailable': {
    state: 'unknown',
    title: { en: 'names cannot be looked up just now', zh: '域名解析暂不可用' },
    remedy: { en: 'look at the name server of the checker', zh: '检查检测端使用的 DNS 服务器' },
  },
  'server-cert-expired': {
    state: 'failed',
    title: { en: "the daemon's certificate has expired", zh: '服务端证书已过期' },
    remedy: {
      en: 'issue a new server certificate, and restart dockerd',
      zh: '重新签发服务端证书并重启 dockerd',
    },
  },
  'server-cert-not-yet-valid': {
    state: 'failed',
    title: { en: "the daemon's certificate is not valid yet", zh: '服务端证书尚未生效' },
    remedy: { en: 'compare the clocks of checker and signer', zh: '核对检测端与签发端的时钟' },
  },
  'unknown-ca': {
    state: 'failed',
    title: { en: "another authority signed the daemon's certificate", zh: '服务端证书的签发机构不受信任' },
    remedy: {
      en: 'give the CA certificate that signed the server certificate of this node',
      zh: '填写签发该节点服务端证书的 CA 证书',
    },
  },
  'hostname-mismatch': {
    state: 'failed',
    title: { en: 'the certificate is for another name or address', zh: '证书与主机名或 IP 不符' },
    remedy: {
      en: 'issue a certificate whose subjectAltName has this name or IP, or set the server name to one that it has',
      zh: '重新签发 subjectAltName 含该名称或 IP 的证书，或将服务器名设为证书中已有的名称',
    },
  },
  'client-cert-rejected': {
    state: 'failed',
    title: { en: 'the daemon refuses our certificate', zh: '客户端证书被拒绝' },
    remedy: {
      en: 'give a client certificate that is in date, for client authentication, and signed by the authority in tlscacert of the daemon',
      zh: '使用未过期、用途含客户端认证、且由守护进程 tlscacert 对应 CA 签发的客户端证书',
    },
  },
  'client-cert-required': {
    state: 'failed',
    title: { en: 'the daemon wants a client certificate', zh: '需要客户端证书' },
    remedy: { en: 'give client certificate and key', zh: '填写客户端证书和私钥' },
  },
  'connection-reset': {
    state: 'failed',
    title: { en: 'the peer closed the connection', zh: '连接被对端关闭' },
    remedy: {
      en: 'look at the log of dockerd: it may have refused the client certificate, or have ended; or a proxy stands between',
      zh: '查看 dockerd 日志：可能拒绝了客户端证书或已退出；也可能中间有代理',
    },
  },
  'not-tls': {
    state: 'failed',
    title: { en: 'the port does not speak TLS', zh: '端口未启用 TLS' },
    remedy: {
      en: 'set tlsverify in daemon.json (the three paths alone are ignored), or mend the port',
      zh: '在 daemon.json 中设置 tlsverify（只写三个路径不会生效），或修正端口',
    },
  },
  'tls-required': {
    state: 'failed',
    title: { en: 'the port speaks TLS, and we did not', zh: '端口要求 TLS' },
    remedy: {
      en: 'turn TLS on for this node, with CA, certificate and key',
      zh: '为该节点启用 TLS 并填写 CA、证书和私钥',
    },
  },
  'tls-version': {
    state: 'failed',
    title: { en: 'the daemon offers outdated TLS only', zh: 'TLS 版本过旧' },
    remedy: { en: 'update Docker: TLS 1.2 is the least that is accepted', zh: '升级 Docker：至少需要 TLS 1.2' },
  },
  'not-docker': {
    state: 'failed',
    title: { en: 'something answers that is not Docker', zh: '应答方不是 Docker' },
    remedy: { en: 'mend address and port', zh: '修正地址和端口' },
  },
  'http-status': {
    state: 'failed',
    title: { en: 'an HTTP status that Docker does not give', zh: 'HTTP 状态异常' },
    remedy: {
      en: 'look for a proxy before the daemon, and mend address and port',
      zh: '检查守护进程前是否有代理，并修正地址和端口',
    },
  },
  'daemon-error': {
    state: 'failed',
    title: { en: 'the daemon is in trouble', zh: '守护进程异常' },
    remedy: { en: 'look at the log of dockerd: journalctl -u docker', zh: '查看 dockerd 日志：journalctl -u docker' },
  },
  redirect: {
    state: 'failed',
    title: { en: 'the address sends us elsewhere', zh: '地址发生重定向' },
    remedy: {
      en: 'Docker never redirects, and we never follow: mend address and port',
      zh: 'Docker 不会重定向，检测也不会跟随：请修正地址和端口',
    },
  },
  truncated: {
    state: 'failed',
    title: { en: 'the answer ends in the middle', zh: '应答不完整' },
    remedy: {
      en: 'look for a proxy before the daemon, and at the log of dockerd',
      zh: '检查中间代理，并查看 dockerd 日志',
    },
  },
  'response-too-large': {
    state: 'failed',
    title: { en: 'the answer is larger than any of Docker', zh: '应答过大' },
    remedy: { en: 'mend address and port: this is hardly a Docker daemon', zh: '修正地址和端口：对端应不是 Docker' },
  },
  'bad-ca': {
    state: 'failed',
    title: { en: 'the CA certificate is none', zh: 'CA 证书无效' },
    remedy: {
      en: 'give PEM text, with real line ends, of a certificate that may sign (CA:TRUE)',
      zh: '填写 PEM 文本（真实换行），且为可签发的 CA 证书（CA:TRUE）',
    },
  },
  'bad-client-cert': {
    state: 'failed',
    title: { en: 'the client certificate is none', zh: '客户端证书无效' },
    remedy: {
      en: 'give PEM text, with real line ends; certificate and key may have been swapped',
      zh: '填写 PEM 文本（真实换行）；证书与私钥可能填反',
    },
  },
  'bad-client-key': {
    state: 'failed',
    title: { en: 'the client key cannot be used', zh: '客户端私钥无法使用' },
    remedy: { en: 'give an unencrypted private key as PEM text', zh: '填写未加密的 PEM 私钥' },
  },
  'key-mismatch': {
    state: 'failed',
    title: { en: 'certificate and key do not belong together', zh: '证书与私钥不匹配' },
    remedy: { en: 'give the key that the certificate was made for', zh: '填写与证书对应的私钥' },
  },
  'bad-address': {
    state: 'failed',
    title: { en: 'the address cannot be dialled', zh: '地址无效' },
    remedy: {
      en: 'write tcp://HOST:PORT, as tcp://10.0.0.7:2376',
      zh: '请写成 tcp://主机:端口，例如 tcp://10.0.0.7:2376',
    },
  },
  'not-configured': {
    state: 'unknown',
    title: { en: 'not set up', zh: '未配置' },
    remedy: {
      en: 'add what is missing: the Docker address; with TLS the CA, or the client certificate together with its key',
      zh: '补全缺少的内容：Docker 地址；启用 TLS 时为 CA，或客户端证书及其私钥（两者必须同时填写）',
    },
  },
  'not-tested': {
    state: 'unknown',
    title: { en: 'not tested yet', zh: '尚未检测' },
    remedy: { en: 'wait for the next sweep, or test it now', zh: '等待下一轮检测，或立即测试' },
  },
  aborted: {
    state: 'unknown',
    title: { en: 'the probe was ended early', zh: '检测被取消' },
    remedy: { en: 'test it again', zh: '重新测试' },
  },
  'tls-error': {
    state: 'failed',
    title: { en: 'the TLS handshake failed', zh: 'TLS 握手失败' },
    remedy: { en: 'look at the log of dockerd, and compare TLS settings', zh: '查看 dockerd 日志并核对 TLS 设置' },
  },
  'connection-error': {
    state: 'failed',
    title: { en: 'the connection failed', zh: '连接失败' },
    remedy: { en: 'look at the network, and at the log of dockerd', zh: '检查网络并查看 dockerd 日志' },
  },
  'secret-unreadable': {
    state: 'unknown',
    title: { en: 'certificate or key is not where it should be', zh: '证书或私钥无法读取' },
    remedy: {
      en: 'mend the path or variable, and the rights of the checker',
      zh: '修正路径或环境变量，以及检测端的权限',
    },
  },
  'checker-exhausted': {
    state: 'unknown',
    title: { en: 'the checker itself is out of resources', zh: '检测端资源不足' },
    remedy: { en: 'raise its limit of open files, or lower its concurrency', zh: '提高打开文件数上限，或降低并发' },
  },
  'internal-error': {
    state: 'unknown',
    title: { en: 'the checker itself failed', zh: '检测端内部错误' },
    remedy: { en: 'a bug of gpulab: report it', zh: 'gpulab 的缺陷：请报告' },
  },
} as const satisfies { readonly [reason: string]: ReasonWords };

/** Why a node is in its state. */
export type Reason = keyof typeof REASONS;

/** The state that a reason means. */
export const stateOf = (reason: Reason): NodeState => REASONS[reason].state;
