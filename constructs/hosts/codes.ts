import type { Codes } from '../core/catalogue';

/** Codes of what stands on hosts: 295x. */
export const HOST_CODES: Codes = {
  GPULAB2950: {
    title: 'a path on a host cannot be used',
    cause: 'A path that is not absolute, or climbs with "..", would mean another file than it seems to.',
    remedy: 'Write it from the root, as /etc/docker/daemon.json, without "." and ".." and hidden characters.',
  },
  GPULAB2951: {
    title: 'a mode of a file or directory is none that is allowed',
    cause: 'It is no octal text, or everybody could write there.',
    remedy: 'Write it as "0644", "0600" or "0750". A directory that everybody writes to has the sticky bit, as "1777".',
  },
  GPULAB2952: {
    title: 'everybody on the host could read a secret',
    cause: 'The file holds a secret, and its mode lets others read it.',
    remedy: 'Leave the mode out (it is 0600 then), or give one that ends with 0, and the group that reads it.',
  },
  GPULAB2953: {
    title: 'two parts want different things at one path of a host',
    cause: 'The second would silently overwrite what the first one needs.',
    remedy: 'Remove one of them, or let both say the same. Parts of one JSON file are merged by addJson.',
  },
  GPULAB2954: {
    title: 'two parts give different values to one key of a file',
    cause: 'The file has room for one of them, and the other part would not work.',
    remedy: 'Agree on a value, or leave it to one of the parts.',
  },
  GPULAB2955: {
    title: 'a secret of a host cannot be read from there',
    cause: 'The name is none of an environment variable, or the path has characters that no secret file needs.',
    remedy: 'Write it as REDIS_PASSWORD, or as secrets/redis, relative to the folder of the inventory.',
  },
  GPULAB2956: {
    title: 'a secret stands in a text where it cannot be filled in',
    cause: 'Nobody has said how it is to be quoted there, or its marker was cut or changed on the way.',
    remedy: 'Write secret.quotedFor(SecretQuote.TOML), and hand the text on as it is.',
  },
  GPULAB2957: {
    title: 'a name on a host is none that Debian or systemd takes',
    cause: 'Packages, units, users, kernel modules and sysctls each have a rule for their names.',
    remedy: 'Write it as the message says.',
  },
  GPULAB2958: {
    title: 'a text cannot stand in a file of a host',
    cause: 'A NUL ends a line early for most programs, and half a character is no UTF-8.',
    remedy: 'Remove the character.',
  },
  GPULAB2959: {
    title: 'a value cannot be written in the language of a file',
    cause:
      'The file has no way to quote it: a line break in a systemd unit, a "$" in nginx. Written as it is, it would mean something else.',
    remedy: 'Give a value without it.',
  },
};
