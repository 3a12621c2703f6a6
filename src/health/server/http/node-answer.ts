import { shownAddress } from '../../probe/shown';
import type { NodeRecord, Value } from '../../store/node-record';
import type { NodeAnswer } from './node-schema';

/** A node of the store as JSON has it. */
export function answerOfNode({ id, source, fields, has, createdAt, updatedAt, result }: NodeRecord): NodeAnswer {
  const { changedAt, checkedAt, ...health } = result;
  return {
    ID: id,
    CreatedAt: createdAt.toISOString(),
    UpdatedAt: updatedAt.toISOString(),
    source,
    ...(fields as any),
    dockerAddress: fields.dockerAddress === null ? null : shownAddress(String(fields.dockerAddress)),
    cpu: amountOf(fields.cpu),
    memory: amountOf(fields.memory),
    systemDisk: amountOf(fields.systemDisk),
    dataDisk: amountOf(fields.dataDisk),
    hasPassword: has.password,
    hasCaCert: has.caCert,
    hasClientCert: has.clientCert,
    hasClientKey: has.clientKey,
    dockerStatus: result.state,
    health: { ...health, changedAt: changedAt.toISOString(), checkedAt: checkedAt?.toISOString() ?? null },
  };
}

/** Stored as text; a number is a number again, as the real system has it. */
const amountOf = (value: Value): number | string | null =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : (value as string | null);
