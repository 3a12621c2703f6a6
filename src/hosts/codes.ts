import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of `gpulab hosts`: 4501 to 4549. */
export const HOSTS_CODES: Codes = {
  GPULAB4501: {
    title: 'there is no host to set up',
    cause: 'Neither the inventory nor one of its hosts has a section ssh.',
    remedy: 'Write ssh: {} at the top of the inventory for all hosts, or at each that is meant.',
  },
  GPULAB4502: {
    title: 'a line of known-hosts cannot be read',
    cause: 'Beside comments the file has lines of a host name of the inventory, a type and a public key.',
    remedy: 'Take the lines as gpulab hosts scan wrote them.',
  },
  GPULAB4503: {
    title: 'a path cannot be told to ssh',
    cause: 'The configuration of ssh has no way to write quotes, backslashes, ${ and line breaks in a path.',
    remedy: 'Give the key a plainer path, or a link with one.',
  },
  GPULAB4504: {
    title: 'a host shows another host key than the one that is pinned',
    cause: 'The machine was set up anew, or another machine answers at its address. Nothing was sent to it.',
    remedy: 'Find out which; compare the fingerprint at the console of the machine before you change the pinned key.',
  },
  GPULAB4505: {
    title: 'a host has no pinned host key',
    cause: 'Without one nobody could tell the machine from one that pretends to be it. Nothing was sent to it.',
    remedy: 'Run gpulab hosts scan, compare the fingerprints, and add its lines to known-hosts.',
  },
  GPULAB4506: {
    title: 'a host accepts none of our keys',
    cause:
      'Its user knows neither the key of the controller nor that of ssh.identityFile, or that is not there, or files have wrong rights.',
    remedy: 'Let ssh.identityFile name a key that is accepted; see authorized_keys and the log of sshd on the host.',
  },
  GPULAB4507: {
    title: 'a host cannot be reached',
    cause: 'It is down, its sshd does not run, a jump host on the way fails, or the network does not lead there.',
    remedy: 'Mend that and run the command again: it goes on where it was. The other hosts are done.',
  },
  GPULAB4508: {
    title: 'something failed on a host',
    cause: 'The host was reached, and a step ended with an error, which the message tells.',
    remedy: 'Mend that on the host and run the command again: what is done already is not done twice.',
  },
  GPULAB4509: {
    title: 'there is no Terraform that can be used',
    cause: 'Neither terraform nor tofu is on PATH, or it is too old, or what has its name does not work.',
    remedy: 'Install Terraform 1.4 or newer, or OpenTofu, or name the program in TERRAFORM_BINARY_NAME.',
  },
  GPULAB4510: {
    title: 'the Terraform program cannot be made',
    cause: 'The app of cdktf.json ended with an error, or its program has no HostsStack, or one of another inventory.',
    remedy: 'Mend the program; cdktf synth shows the same.',
  },
  GPULAB4511: {
    title: 'Terraform asks for a host that is not described',
    cause: 'The program was synthesised from another inventory, or the inventory changed since.',
    remedy: 'Run gpulab hosts apply, which synthesises anew.',
  },
  GPULAB4512: {
    title: 'Terraform failed',
    cause: 'Not at a host: its state is locked or cannot be reached, or a provider is missing.',
    remedy: 'Do what the message says; docs/hosts.md tells how to fill a mirror of providers for a closed network.',
  },
  GPULAB4513: {
    title: 'a host is not as described',
    cause: 'Somebody changed it, or it was not applied since its description changed.',
    remedy: 'Run gpulab hosts apply.',
  },
  GPULAB4514: {
    title: 'there is no OpenSSH',
    cause: 'Hosts are reached with ssh of OpenSSH, and keys are made with its ssh-keygen; they are not on PATH.',
    remedy: 'Install the client of OpenSSH (openssh-client).',
  },
  GPULAB4515: {
    title: "the way to a removed host in Terraform's state is none",
    cause:
      'A name, address, user or key in it has a form that no inventory has: somebody else wrote it. Nothing was started.',
    remedy: 'Find out who can write the state. gpulab hosts apply --forget HOST takes the host out of it.',
  },
  GPULAB4516: {
    title: 'known-hosts has a key of a name that no host has',
    cause: 'A host of the inventory has no confirmed key, and the file has one of another name: it may be misspelt.',
    remedy: 'Write the name as the inventory has it; leave the line, if it is of another inventory.',
  },
};
