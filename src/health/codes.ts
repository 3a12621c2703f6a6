import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of `gpulab health`: 44xx. */
export const HEALTH_CODES: Codes = {
  GPULAB4401: {
    title: 'there is no node to check',
    cause:
      'No host of the inventory has a section docker, or neither --inventory nor --node was given and there is no inventory.yaml.',
    remedy: 'Write docker: {} at each host whose Docker endpoint is to be checked, or name a node with --node.',
  },
  GPULAB4402: {
    title: 'a node failed its check',
    cause: 'Its Docker endpoint was looked at, and something is wrong: the message says what was met.',
    remedy: 'Each reason has its remedy in docs/health.md, and as the hint of the finding.',
  },
  GPULAB4403: {
    title: 'a node could not be checked',
    cause: 'It is not set up, or the checker could not work: nothing is known of the node.',
    remedy: 'Give the address, and with TLS the CA, the client certificate and its key; see the hint of the finding.',
  },
  GPULAB4404: {
    title: 'a node is not quite well',
    cause: 'It did not fail, but something will go wrong, or is open that should not be.',
    remedy: 'Do what the message says: renew the certificate, set tlsverify, install the NVIDIA runtime.',
  },
  GPULAB4405: {
    title: 'the report of a check cannot be written',
    cause: 'The folder of the file that --junit names does not exist, or may not be written to.',
    remedy: 'Mend the path or its rights. The nodes were checked; their states are on stdout.',
  },
  GPULAB4406: {
    title: 'the database of the health server cannot be opened',
    cause:
      'The folder may not be written to or is in use, or the PostgreSQL server does not answer, or refuses user or password.',
    remedy: 'Look at the code in the message (an SQLSTATE, or an error of the system), and mend the folder or the URL.',
  },
  GPULAB4407: {
    title: 'the database is of a newer version of gpulab',
    cause: 'A newer server has changed its schema, which this one does not know.',
    remedy: 'Run the newer version. To go back, restore a backup from before the change.',
  },
  GPULAB4408: {
    title: 'there is no key for the secrets of nodes',
    cause: 'Passwords, certificates and keys are encrypted in the database, and no key of 32 bytes was given.',
    remedy:
      'For a new store make one (openssl rand -base64 32), and give it with --secret-key-file or GPULAB_SECRET_KEY. Keep it apart from backups. A store that there is opens with its first key only: never make another in its place.',
  },
  GPULAB4409: {
    title: 'the key for secrets is another than that of the database',
    cause: 'The database was begun with another key: none of its secrets could be read.',
    remedy: 'Give the first key. To change it, write the new key on the line before the old one.',
  },
  GPULAB4410: {
    title: 'there is no token for the health server',
    cause:
      'Whoever reaches the API may have any address dialled and nodes deleted, so nobody comes in without a token.',
    remedy: 'Make one (openssl rand -hex 32), and give it with --token-file or GPULAB_HEALTH_TOKEN.',
  },
  GPULAB4411: {
    title: 'the health server cannot listen',
    cause: 'Another program listens on this address and port, or the address is none of this machine.',
    remedy: 'Give another with --listen HOST:PORT.',
  },
  GPULAB4412: {
    title: 'the certificate of the health server cannot be used',
    cause: 'A file of --tls-cert or --tls-key cannot be read, is no PEM, or the two do not belong together.',
    remedy: 'Give a certificate, with its chain, and the unencrypted key that it was made for.',
  },
  GPULAB4413: {
    title: 'the health server listens beyond this machine without TLS',
    cause: 'The token is sent with every request, and is read by whoever sees the network.',
    remedy: 'Give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy that speaks TLS.',
  },
  GPULAB4414: {
    title: 'a file of a secret may be read by everybody on the machine',
    cause: 'A shell makes files that all may read, unless umask says otherwise.',
    remedy: 'Take the rights of others away (chmod 600), and think of a new secret where others were on the machine.',
  },
  GPULAB4420: {
    title: 'a request to the health server is not valid',
    cause: 'Fields lack or have values that are not allowed; each is named in problems.',
    remedy: 'Mend the fields. What is allowed stands in /openapi.json.',
  },
  GPULAB4421: {
    title: 'a request to the health server has no valid token',
    cause: 'Neither x-token nor Authorization: Bearer holds one of the tokens that the server was started with.',
    remedy: 'Send the token in one of the two headers.',
  },
  GPULAB4422: {
    title: 'the health server does not know this node',
    cause: 'No node has this ID, or it was deleted.',
    remedy: 'Read the list of nodes anew.',
  },
  GPULAB4423: {
    title: 'a node of the inventory cannot be changed over the API',
    cause: 'The file is the only place where it is described.',
    remedy: 'Change the inventory, and start the server again.',
  },
  GPULAB4424: {
    title: 'containers run on a node that is to be deleted',
    cause: 'Nobody would look after them any more; they are listed in containers.',
    remedy: 'Stop them first, or send the request again with confirm=true.',
  },
  GPULAB4425: {
    title: 'the health server has no such path',
    cause: 'The path is none of the API.',
    remedy: 'Look at /openapi.json.',
  },
  GPULAB4426: {
    title: 'the health server cannot use its database just now',
    cause: 'PostgreSQL is gone or restarts, or the disk of the embedded database is full.',
    remedy: 'Send the request again later; look at the log of the server, which says when the database is back.',
  },
  GPULAB4427: {
    title: 'the health server failed at a request',
    cause: 'A bug of gpulab. The log has the kind of the error and the route.',
    remedy: 'Report it.',
  },
  GPULAB4428: {
    title: 'a request to the health server cannot be read',
    cause: 'Its body is no JSON, has another content type, or is too large.',
    remedy: 'Send JSON with Content-Type: application/json, of at most 300 KiB.',
  },
  GPULAB4429: {
    title: 'too many pages listen to the health server',
    cause: 'Each holds a connection; there are 200 already.',
    remedy: 'Close some. A page that was closed gives its place back at once.',
  },
  GPULAB4430: {
    title: 'a path of the health server takes another method',
    cause: 'The path is there, but not for this method; the header Allow names those that it takes.',
    remedy: 'Look at /openapi.json.',
  },
  GPULAB4431: {
    title: 'the health server is ending',
    cause: 'It was told to end, and the answer was not there within two seconds.',
    remedy: 'Send the request again, to another server or when this one is back; look first whether a change was made.',
  },
};
