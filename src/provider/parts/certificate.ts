import { X509Certificate } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import { shown } from '../../health/probe/shown';
import { failureOf, trust } from '../exchange';
import { PartFailure, type Targets, type Told } from '../part';

const HTTPS = 443;
const DAY_MS = 86_400_000;

/** Let's Encrypt renews a month before the end; two weeks are left to find out why it did not. */
const FEW_DAYS = 14;

/** A name that only the wildcard can answer for. */
export const anyName = (domain: string): string => `gpulab-probe.${domain}`;

/** The certificate that tasks are shown with: trusted, for any name below the domain, and for how long. */
export async function certificate(targets: Targets, port = HTTPS): Promise<Told> {
  const name = anyName(targets.domain);
  const leaf = await leafOf(targets, name, port);
  const days = Math.floor((Date.parse(leaf.validTo) - Date.now()) / DAY_MS);
  const detail = `good for *.${targets.domain}, ${days} days left`;
  return { detail, warnings: days < FEW_DAYS ? [`the certificate ends in ${days} days`] : [] };
}

function leafOf({ address, ca, deadlineMs }: Targets, name: string, port: number): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ host: address ?? name, port, servername: name, ...trust(ca) }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      if (raw) resolve(new X509Certificate(raw));
      else reject(new PartFailure('bad-answer', 'no certificate was shown'));
    });
    const timer = setTimeout(() => {
      reject(new PartFailure('timeout', `no answer within ${deadlineMs} ms`));
      socket.destroy();
    }, deadlineMs);
    socket.on('close', () => clearTimeout(timer));
    socket.on('error', (error) => {
      const failure = failureOf(error, deadlineMs);
      const names = failure.reason === 'wrong-name' ? `: ${shown(error.message)}` : '';
      reject(new PartFailure(failure.reason, `${failure.message}${names}`));
    });
  });
}
