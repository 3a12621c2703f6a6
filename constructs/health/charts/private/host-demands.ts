import { type ListValue, StringValue, type Values } from '../../../core/values';
import { PLAIN_PORT, TLS_PORT } from '../../private/monitor-inventory';

const DOCKER_ADDRESS = '"(?:tcp|https?)://[^"]*';
/** JSON has the keys of an object in their order: address, docker, name; and address, serverName, tls. */
const ADDRESS = '\\{"address":"[^"/]*"';
const NO_DOCKER_ADDRESS = '"docker":\\{(?:"serverName":"[^"]*",?)?';

/** What a schema cannot say of hosts: that each has a name and address of its own, and a port that the network policy knows. */
export function hostDemands(values: Values, hosts: ListValue, dockerPorts: ListValue): void {
  const json = StringValue.of(hosts.jsonText().text);
  const ports = dockerPorts.jsonText();
  const hasPort = (port: number) => ports._countMatches(`\\b${port}\\b`).greaterThan(0);
  const hasNone = (pattern: string) => json._countMatches(pattern).equalTo(0);
  const anyPort = ports.trimPrefix('[').trimSuffix(']').replaceAll(',', '|');
  values.demand(
    json._countMatches('"name":"[^"]*"').equalTo(hosts.count()),
    'two hosts have one name: the server would refuse its inventory',
  );
  values.demand(
    json._countMatches(ADDRESS).equalTo(json._countMatches(`${ADDRESS},"docker":\\{[^}]*\\},"name":"[^"]*"`)),
    'two hosts have one address: the server would refuse its inventory',
  );
  values.demand(
    json
      ._countMatches(`${DOCKER_ADDRESS}"`)
      .equalTo(json._countMatches(`${DOCKER_ADDRESS}:(?:${anyPort})"`))
      .both(hasPort(TLS_PORT).either(hasNone(`${NO_DOCKER_ADDRESS}(?:"tls":true)?\\}`)))
      .both(hasPort(PLAIN_PORT).either(hasNone(`${NO_DOCKER_ADDRESS}"tls":false\\}`))),
    `a host has a port that dockerPorts lacks (without an address of Docker ${TLS_PORT}, or ${PLAIN_PORT} without TLS): the network policy would hold the server back`,
  );
}
