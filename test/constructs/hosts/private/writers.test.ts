import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { block, code, directive, nginxFile } from '../../../../constructs/hosts/private/nginx';
import { redisConf } from '../../../../constructs/hosts/private/redis-conf';
import { unitCommand, unitFile, unitText, unitWord } from '../../../../constructs/hosts/private/systemd';
import { tomlFile } from '../../../../constructs/hosts/private/toml';
import { nginxWords, redisWords, systemdWords } from '../readers';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'"\\\'`$%;{}[]()<>|&#!~=: \n\r\t\0\x7faé') }),
);
const line = hostile.filter((text) => !CONTROL.test(text));
const REFUSED = /^.*GPULAB2959/;

describe('a unit of systemd', () => {
  test('has its sections and settings in their order', () => {
    expect(
      unitFile([
        ['Unit', [['Description', unitText('100 % of a lab')]]],
        ['Service', [['ExecStart', unitCommand(['/usr/bin/a', 'b c'])]]],
      ]),
    ).toBe('[Unit]\nDescription=100 %% of a lab\n\n[Service]\nExecStart=/usr/bin/a "b c"\n');
  });

  test('gives a word back as it was', () => {
    fc.assert(
      fc.property(line, (text) => {
        expect(systemdWords(unitWord(text))).toEqual([text]);
      }),
    );
  });

  test('gives the words of a command back; "$" is no variable', () => {
    fc.assert(
      fc.property(fc.array(line), (words) => {
        const command = unitCommand(['/bin/x', ...words]);
        expect(command.replaceAll('$$', '')).not.toContain('$');
        expect(systemdWords(command.replaceAll('$$', '$'))).toEqual(['/bin/x', ...words]);
      }),
    );
  });

  test.each(['a\nExecStart=/bin/sh', 'a\r', 'a\0'])('refuses %j, which would be a line of its own', (text) => {
    expect(() => unitText(text)).toThrow(REFUSED);
    expect(() => unitWord(text)).toThrow(REFUSED);
  });

  test('refuses a text that goes on in the next line, one that loses its blanks, and a command without a path', () => {
    expect(() => unitText('a\\')).toThrow(REFUSED);
    expect(() => unitText(' a')).toThrow(REFUSED);
    expect(() => unitCommand(['sh'])).toThrow(REFUSED);
    expect(() => unitCommand([])).toThrow(REFUSED);
  });
});

describe('a file of nginx', () => {
  test('has blocks and directives', () => {
    expect(
      nginxFile([
        block('map', [code('$http_upgrade'), code('$connection_upgrade')], [directive('default', 'upgrade')]),
        directive('server_name', '*.example.com', ''),
      ]),
    ).toBe('map $http_upgrade $connection_upgrade {\n    default upgrade;\n}\nserver_name *.example.com "";\n');
  });

  test('gives a literal back as it was, or refuses it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const write = () => nginxFile([directive('x', text)]);
        if (CONTROL.test(text) || text.includes('$')) expect(write).toThrow(REFUSED);
        else expect(nginxWords(write())).toEqual(['x', text, ';']);
      }),
    );
  });
});

describe('a TOML file', () => {
  test('has tables and keys in the order that they are given, without those that have no value', () => {
    expect(tomlFile({ B: { z: 1, a: 'x', none: undefined }, A: { list: ['1', '2'], on: true } })).toBe(
      '[B]\nz = 1\na = "x"\n\n[A]\nlist = [ "1", "2" ]\non = true\n',
    );
  });

  test('gives every text back as it was', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile.filter((key) => key !== ''),
        (text, key) => {
          expect(parse(tomlFile({ T: { [key]: text } })).T).toEqual(Object.fromEntries([[key, text]]));
        },
      ),
    );
  });
});

describe('redis.conf', () => {
  test('gives every argument back as it was, on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = redisConf([['requirepass', text]]);
        expect(written.match(/\n/g)).toHaveLength(1);
        expect(redisWords(written)).toEqual(['requirepass', text]);
      }),
    );
  });
});
