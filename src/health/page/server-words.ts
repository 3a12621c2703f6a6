import { currentLanguage } from './words';

/**
 * Sentences of the checker and the server, which speak English, for a page in Chinese. `$1` is what the pattern found, itself a
 * sentence or a foreign word. One that is not here stays as it is.
 */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  // Certificates, and what their dates make of them.
  [/^the client certificate$/, '客户端证书'],
  [/^the daemon's certificate$/, '服务端证书'],
  [/^(the .*), and the daemon took it: does it verify clients\?$/, '$1，但守护进程仍然接受：它是否验证客户端？'],
  [/^(the .*) expires in (\d+) days?, on ([\d-]+)$/, '$1将在 $2 天后到期（$3）'],
  [/^(the .*) expired on ([\d-]+) \((\d+) days? ago\)$/, '$1已于 $2 过期（$3 天前）'],
  [/^(the .*) is not valid before ([\d-]+) \(in (\d+) days?\)$/, '$1在 $2 之前无效（$3 天后生效）'],
  [/^(the .*) is not for client authentication \(extendedKeyUsage\)$/, '$1的用途不含客户端认证 (extendedKeyUsage)'],
  [/^the CA certificate (.*)$/, 'CA 证书 $1 '],
  // What a daemon gives reason to warn of.
  [
    /^no nvidia runtime and no NVIDIA CDI device: containers cannot have GPUs$/,
    '没有 nvidia 运行时，也没有 NVIDIA CDI 设备：容器无法使用显卡',
  ],
  [/^without TLS: whoever reaches the port is root there$/, '未启用 TLS：能连到该端口者即拥有该机器的 root 权限'],
  [/^the daemon says: (.*)$/, '守护进程提示：$1'],
  [
    /^the daemon answers clients without certificate \(status (\d+)\): whoever reaches the port is root there; set tlsverify$/,
    '守护进程会应答没有证书的客户端（状态码 $1）：能连到该端口者即拥有 root 权限；请设置 tlsverify',
  ],
  [
    /^whether the daemon refuses clients without certificate could not be seen \((.*)\)$/,
    '无法确定守护进程是否拒绝没有证书的客户端（$1）',
  ],
  // Changes.
  [/^node (\d+) has this name, too$/, '节点 $1 也使用该名称'],
  // Fields.
  [/^is neither an IPv4 nor an IPv6 address$/, '不是 IPv4 或 IPv6 地址'],
  [/^has control characters$/, '含有控制字符'],
  [/^is blank$/, '不能为空白'],
  [/^a number is a whole one, not below 0$/, '数字应为不小于 0 的整数'],
  [/^is no absolute path, or has \.\.$/, '应为绝对路径，且不能含有 ..'],
  // Certificates and keys that are pasted.
  [/^the client key is not that of the client certificate$/, '客户端私钥与客户端证书不匹配'],
  [
    /^the (CA|client) certificate is a private key: certificate and key may be swapped$/,
    '这是私钥，不是证书：证书与私钥可能填反了',
  ],
  [/^the (CA|client) certificate holds no certificate(: .*)?$/, '其中没有证书$2'],
  [/^the (CA|client) certificate.* has the form of PEM, but no certificate in it$/, '格式是 PEM，但其中没有有效的证书'],
  [/^the client key is encrypted: nobody is there to type its passphrase$/, '私钥已加密：请填写未加密的私钥'],
  [/^the client key is a certificate$/, '这是证书，不是私钥'],
  [/^the client key holds no private key(: .*)?$/, '其中没有私钥$1'],
  [/^the client key has the form of PEM, but no key in it(: .*)?$/, '格式是 PEM，但其中没有有效的私钥$1'],
  [/^: its line ends are the two characters \\n$/, '：换行被写成了 \\n 两个字符'],
  // Docker addresses.
  [/^the Docker address has (\d+) characters: at most (\d+) are allowed$/, 'Docker 地址有 $1 个字符，最多允许 $2 个'],
  [
    /^the Docker address (".*") has no absolute path of a socket: write unix:\/\/\/PATH$/,
    '$1 没有套接字的绝对路径：请写成 unix:///PATH',
  ],
  [/^the Docker address (".*") has scheme (.*): (.*) are allowed$/, '$1 的协议 $2 不受支持'],
  [
    /^the Docker address (".*") says http, but the node uses TLS: write tcp:\/\/ or https:\/\/$/,
    '$1 使用 http，但节点启用了 TLS：请写 tcp:// 或 https://',
  ],
  [
    /^the Docker address (".*") says https, but the node does not use TLS: write tcp:\/\/ or http:\/\/$/,
    '$1 使用 https，但节点未启用 TLS：请写 tcp:// 或 http://',
  ],
  [
    /^the Docker address (".*") holds a user name: Docker knows none, take it out$/,
    '$1 含有用户名：Docker 不支持，请去掉',
  ],
  [
    /^the Docker address (".*") has something behind the port: write HOST:PORT alone$/,
    '$1 的端口后有多余内容：只写 HOST:PORT',
  ],
  [
    /^the Docker address (".*") is none of .*; an IPv6 address stands in brackets$/,
    '$1 格式不对：请写 tcp://HOST:PORT；IPv6 地址要加方括号',
  ],
  [/^the Docker address (".*") has something else than an IPv6 address in brackets$/, '$1 的方括号内不是 IPv6 地址'],
  [/^the Docker address (".*") has no host$/, '$1 没有主机'],
  [
    /^the Docker address (".*") is one to listen on: write the address that the node is reached at$/,
    '$1 是监听地址：请写可以连到该节点的地址',
  ],
  [
    /^the Docker address (".*") has a host that is neither a name nor a whole IPv4 address$/,
    '$1 的主机既不是名称，也不是完整的 IPv4 地址',
  ],
  [/^the Docker address (".*") has a host that is no host name$/, '$1 的主机名无效'],
  [
    /^the Docker address (".*") has port "(.*)": a number from 1 to (\d+) is allowed$/,
    '$1 的端口 "$2" 无效：应为 1 到 $3 的数字',
  ],
  [/^a socket of this machine is checked as host of the inventory only$/, '本机的套接字只能在清单文件中检测'],
  [
    /^the Docker address is of one link, or where a cloud tells credentials: a node is not reached there$/,
    'Docker 地址是链路本地地址或云平台的凭据地址：节点不会在那里',
  ],
];

/** A sentence of the server in the language of the page. */
export function translated(sentence: string): string {
  if (currentLanguage() === 'en') return sentence;
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(sentence);
    if (found) return words.replace(/\$(\d)/g, (_, group) => translated(found[group] ?? ''));
  }
  return sentence;
}
