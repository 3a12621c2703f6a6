import type { HostFiles } from '../../../hosts/host-files';
import { block, code, directive, type NginxDirective, nginxFile } from '../../../hosts/private/nginx';
import { SecretQuote } from '../../../hosts/secret-quote';
import type { DomainCertificate } from '../../host/domain-certificate';
import type { HostFacts } from './facts';

/** Tasks hold connections open, as notebooks do, longer than the minute that is nginx's default. */
const READ_TIMEOUT = '3600s';

/** The public Nginx: TLS ends here, and every name below the domain is handed on to the ingress controller. */
export function addProxy(files: HostFiles, facts: HostFacts, { _text: text }: DomainCertificate): void {
  const reload = ['nginx.service'];
  files.addPackages('nginx');
  files.addFile({ path: `/etc/nginx/conf.d/${facts.domain}.conf`, text: proxyConf(facts), reload });
  if (text) {
    files.addFile({ path: facts.certificateFile, text: text.certificate, reload });
    files.addFile({ path: facts.keyFile, text: text.key.quotedFor(SecretQuote.NONE), reload });
  }
  files.addUnit({ name: 'nginx.service' });
}

function proxyConf(facts: HostFacts): string {
  const names = directive('server_name', `*.${facts.domain}`);
  const upgrades = [directive('default', 'upgrade'), directive('""', 'close')];
  return nginxFile([
    block('map', [code('$http_upgrade'), code('$connection_upgrade')], upgrades),
    block('server', [], [...listens('80'), names, directive('return', '301', code('https://$host$request_uri'))]),
    block('server', [], [...listens('443', 'ssl', 'http2'), names, ...tls(facts), location(facts)]),
  ]);
}

const listens = (port: string, ...words: string[]): NginxDirective[] => [
  directive('listen', port, ...words),
  directive('listen', code(`[::]:${port}`), ...words),
];

const tls = ({ certificateFile, keyFile, maxBodySize }: HostFacts): NginxDirective[] => [
  directive('ssl_certificate', certificateFile),
  directive('ssl_certificate_key', keyFile),
  directive('ssl_protocols', 'TLSv1.2', 'TLSv1.3'),
  directive('ssl_session_cache', 'shared:gpulab:10m'),
  directive('client_max_body_size', maxBodySize),
];

/**
 * The port is that of a node's address: kube-proxy does not serve ports of nodes on 127.0.0.1 with IPVS or nftables. HTTP 1.1 is
 * what WebSockets need; nginx speaks 1.0 unless told.
 */
function location({ first, ingressNodePort }: HostFacts): NginxDirective {
  const header = (name: string, value: string) => directive('proxy_set_header', name, code(value));
  return block(
    'location',
    ['/'],
    [
      directive('proxy_pass', `http://${bracketed(first.address)}:${ingressNodePort}`),
      directive('proxy_http_version', '1.1'),
      header('Host', '$host'),
      header('Upgrade', '$http_upgrade'),
      header('Connection', '$connection_upgrade'),
      header('X-Real-IP', '$remote_addr'),
      // What the caller claims is not handed on.
      header('X-Forwarded-For', '$remote_addr'),
      header('X-Forwarded-Proto', '$scheme'),
      directive('proxy_read_timeout', READ_TIMEOUT),
      directive('proxy_send_timeout', READ_TIMEOUT),
    ],
  );
}

/** An address as a URL has it. */
export const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);
