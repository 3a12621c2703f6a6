import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Roster } from '../../../constructs/lab';
import { folderOfTests } from '../../support/folder';
import { told } from './campus';

const read = (text: string): Roster => Roster.fromText(text, 'roster.csv');
const uids = (text: string): string[] => read(text).students.map(({ uid }) => uid);

/** Where a finding points, and with which code. */
const places = (text: string): string[] =>
  read(text).findings.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);

const ROW = 'test01,test01@test.lthpc.com,2001,500';

describe('a roster without a header', () => {
  test('gives a student with every column of the row, and the place of the uid', () => {
    expect(read(ROW)).toMatchObject({
      students: [
        {
          uid: 'test01',
          mail: 'test01@test.lthpc.com',
          uidNumber: 2001,
          gidNumber: 500,
          profile: undefined,
          file: 'roster.csv',
          line: 1,
          column: 1,
        },
      ],
      findings: [],
    });
  });

  test('takes a fifth column for the profile', () => {
    expect(read(`${ROW},vision`).students[0].profile).toBe('vision');
  });

  test('takes an empty fifth column for no profile', () => {
    expect(read(`${ROW},`).students[0].profile).toBeUndefined();
  });

  test.each([
    ['nothing at all', ''],
    ['blank lines only', '\n\r\n  \n\t\n'],
    ['a byte order mark only', '\uFEFF'],
    ['rows of empty fields, as spreadsheets leave them', ',,,\n , ,,,\n'],
    ['a header only', 'uid,mail,uidNumber,gidNumber\n'],
  ])('of %s is a lab of zero students', (_, text) => {
    expect(read(text).students).toEqual([]);
    expect(read(text).findings).toEqual([
      {
        level: 'warning',
        code: 'GPULAB2007',
        message: 'the roster has no students',
        file: 'roster.csv',
        key: undefined,
        hint: 'manifests of all students of an earlier run will be removed; mend the file if that is not meant',
      },
    ]);
  });

  test('of nothing but mistakes is not called empty', () => {
    expect(places('"li4\n')).toEqual(['GPULAB2002 roster.csv:1:1']);
    expect(places('li4\n')).toEqual(['GPULAB2005 roster.csv:1:1']);
  });

  test('needs no newline at the end of the last line', () => {
    expect(uids(`${ROW}\nli4,li4@x.org,2002,500`)).toEqual(['test01', 'li4']);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('has lines that end with %s', (_, newline) => {
    const text = [ROW, '', 'li4,li4@x.org,2002,500', '"wang5",wang5@x.org,2003,500', 'Z,,,'].join(newline);
    expect(uids(text)).toEqual(['test01', 'li4', 'wang5']);
    expect(places(text)[0]).toBe('GPULAB2010 roster.csv:5:1');
  });

  test('may begin with a byte order mark, which is no column', () => {
    expect(read(`\uFEFF${ROW}`).students[0]).toMatchObject({ uid: 'test01', column: 1 });
  });

  test('may have blanks around fields; the place is the first character that is not blank', () => {
    const { students, findings } = read('  zhang3 ,\t zhang3@iiis.co,  2001 ,500  \n');
    expect(students[0]).toMatchObject({ uid: 'zhang3', mail: 'zhang3@iiis.co', uidNumber: 2001, column: 3 });
    expect(findings).toEqual([]);
  });

  test('may have fields in quotes, with commas, quotes and line breaks inside', () => {
    const text = `"test01" , "test01@x.org","2001",500,"intro","Wang, ""Xiao""\nsecond line"\nLI4,li4@x.org,2002,500\n`;
    expect(read(text).students[0]).toMatchObject({ uid: 'test01', mail: 'test01@x.org', profile: 'intro' });
    // Line 3, although it is the second row.
    expect(places(text)).toEqual(['GPULAB2006 roster.csv:1:46', 'GPULAB2010 roster.csv:3:1']);
  });
});

describe('a roster with a header', () => {
  test('has its columns by name, in any order and any case', () => {
    const text = 'UID,Profile,gidnumber,MAIL,uidNumber\nzhang3,vision,500,zhang3@x.org,2001\n';
    expect(read(text).students[0]).toMatchObject({
      uid: 'zhang3',
      profile: 'vision',
      gidNumber: 500,
      mail: 'zhang3@x.org',
      uidNumber: 2001,
      line: 2,
      column: 1,
    });
  });

  test('says where a field is, whatever its column', () => {
    expect(places('uid,gidNumber,mail,uidNumber\nzhang3,500, x y@z ,2001\n')).toEqual(['GPULAB2020 roster.csv:2:13']);
  });

  test('is warned of a column that nobody reads, with the name that was meant', () => {
    const { findings, students } = read(
      'uid,mail,uidNumber,gidNumber,profil,room\nli4,li4@x.org,2002,500,vision,B12\n',
    );
    expect(findings).toMatchObject([
      { level: 'warning', code: 'GPULAB2004', line: 1, column: 30, hint: 'did you mean "profile"?' },
      { level: 'warning', code: 'GPULAB2004', line: 1, column: 37 },
    ]);
    expect(students).toMatchObject([{ uid: 'li4', profile: undefined }]);
  });

  test('without a required column is one error a column, and no row is read', () => {
    const { findings, students } = read('uid,mail,uid_number\nLI4,li4@x.org,2002\n');
    expect(told(findings)).toEqual([
      'GPULAB2003 the header has no column "uidNumber"',
      'GPULAB2003 the header has no column "gidNumber"',
      'GPULAB2004 column "uid_number" is unknown and ignored',
    ]);
    expect(students).toEqual([]);
  });

  test('that does not begin with uid is one error, and no row is read', () => {
    const { findings, students } = read('Mail,uid,uidNumber,gidNumber\nli4@x.org,li4,2002,500\n');
    expect(findings).toMatchObject([
      { code: 'GPULAB2003', message: 'the header begins with "Mail"; a header begins with uid', line: 1, column: 1 },
    ]);
    expect(findings).toHaveLength(1);
    expect(students).toEqual([]);
  });

  test('with a column twice is an error', () => {
    expect(places('uid,mail,uidNumber,gidNumber,Mail\n')).toEqual(['GPULAB2003 roster.csv:1:30']);
  });
});

describe('a row that is wrong', () => {
  test.each([
    ['upper case', 'Zhang3', 'GPULAB2010 uid "Zhang3" has upper-case letters'],
    ['an underscore', 'zhang_3', 'GPULAB2010 uid "zhang_3" has "_" at character 6'],
    ['a character of another script', 'zhang\u5f203', 'GPULAB2010 uid "zhang\u5f203" has "\u5f20" at character 6'],
    ['a direction of writing', 'zh\u202ean', 'GPULAB2010 uid "zh\\u202ean" has "\\u202e" at character 3'],
    ['a blank of no width', 'zh\u200ban', 'GPULAB2010 uid "zh\\u200ban" has "\\u200b" at character 3'],
    ['a NUL', 'zh\u0000an', 'GPULAB2010 uid "zh\\u0000an" has "\\u0000" at character 3'],
    [
      'a sign beyond 16 bits',
      'zh\u{e0001}an',
      'GPULAB2010 uid "zh\\udb40\\udc01an" has "\\udb40\\udc01" at character 3',
    ],
    ['a dot', 'zhang.3', 'GPULAB2010 uid "zhang.3" has "." at character 6'],
    ['a dash at the end', 'zhang-', 'GPULAB2010 uid "zhang-" does not begin and end with a letter or digit'],
    ['no uid', '', 'GPULAB2010 the uid is empty'],
    ['64 characters', 'a'.repeat(64), `GPULAB2011 uid "${'a'.repeat(64)}" has 64 characters, 63 are allowed`],
    ['the namespace default', 'default', 'GPULAB2012 uid "default" is a reserved namespace'],
    ['a namespace of Kubernetes', 'kube-system', 'GPULAB2012 uid "kube-system" is a reserved namespace'],
  ])('by its uid: %s', (_, uid, message) => {
    const { students, findings } = read(`${uid},x@y.org,2001,500`);
    expect(told(findings)).toEqual([message]);
    expect(findings[0]).toMatchObject({ level: 'error', line: 1, column: 1, key: 'uid' });
    expect(students).toEqual([]);
  });

  test('63 characters are not too many', () => {
    expect(uids(`${'a'.repeat(63)},x@y.org,2001,500`)).toHaveLength(1);
  });

  test.each([
    ['no mail', ''],
    ['no host', 'zhang3'],
    ['two signs', 'a@b@c.org'],
    ['a blank', 'zhang 3@x.org'],
    ['a command behind it', 'x@y;reboot'],
    ['a substitution', '`reboot`@y.org'],
    ['a variable', '$HOME@y.org'],
    ['a line break', '"x@y.org\nkind: Secret"'],
    ['a template', '{{x}}@y.org'],
    ['a group of the API server', 'system:masters'],
    ['255 characters', `${'a'.repeat(249)}@y.org`],
  ])('by its mail: %s', (_, mail) => {
    const { students, findings } = read(`zhang3,${mail},2001,500`);
    expect(findings).toMatchObject([{ code: 'GPULAB2020', level: 'error', line: 1, column: 8 }]);
    expect(students).toEqual([]);
  });

  test.each(['a.b-c_d+e%f@x-y.example.org', 'x@localhost', 'X@Y.ORG'])('but not by the mail %s', (mail) => {
    expect(read(`zhang3,${mail},2001,500`)).toMatchObject({ students: [{ mail }], findings: [] });
  });

  test.each(['', '0', '-1', '1.5', '1e3', '0x10', '2147483648', '99999999999', 'two'])('by a number: %s', (number) => {
    const { findings } = read(`zhang3,x@y.org,${number},${number}`);
    expect(findings).toMatchObject([
      { code: 'GPULAB2021', key: 'uidNumber', column: 16 },
      { code: 'GPULAB2021', key: 'gidNumber', column: 17 + number.length },
    ]);
  });

  test('root is named', () => {
    expect(read('zhang3,x@y.org,0,500').findings[0].hint).toBe('number 0 is root');
  });

  test('the largest number is not too large', () => {
    expect(read('zhang3,x@y.org,2147483647,1').findings).toEqual([]);
  });

  test('by too few columns', () => {
    const { findings, students } = read('zhang3,x@y.org,2001\nli4;li4@x.org;2002;500\n');
    expect(told(findings)).toEqual([
      'GPULAB2005 the row has 3 columns, 4 are needed',
      'GPULAB2005 the row has 1 column, 4 are needed',
    ]);
    expect(findings[1].hint).toBe('columns are separated by commas');
    expect(students).toEqual([]);
  });

  test('by more than one fault tells all of them, in the order of the text', () => {
    const text = `${ROW}\nA_b,nobody,0,x\nDefault,y@y.org,7,8\n`;
    expect(places(text)).toEqual([
      'GPULAB2010 roster.csv:2:1',
      'GPULAB2020 roster.csv:2:5',
      'GPULAB2021 roster.csv:2:12',
      'GPULAB2021 roster.csv:2:14',
      'GPULAB2010 roster.csv:3:1',
    ]);
    expect(uids(text)).toEqual(['test01']);
  });
});

describe('two rows that collide', () => {
  test.each([
    ['uid', 'test01,li4@x.org,2002,500', 'GPULAB2030 uid "test01" is also at roster.csv:1:1', 1],
    [
      'mail',
      'li4,TEST01@test.lthpc.com,2002,500',
      'GPULAB2030 mail "TEST01@test.lthpc.com" is also at roster.csv:1:8',
      5,
    ],
    ['uidNumber', 'li4,li4@x.org,02001,500', 'GPULAB2030 uidNumber 2001 is also at roster.csv:1:30', 15],
  ])('by their %s are an error that names both places', (key, row, message, column) => {
    const { students, findings } = read(`${ROW}\n\n${row}\n`);
    expect(told(findings)).toEqual([message]);
    expect(findings[0]).toMatchObject({ level: 'error', key, line: 3, column });
    expect(students.map(({ uid }) => uid)).toEqual(['test01']);
  });

  test('by their group do not', () => {
    expect(read(`${ROW}\nli4,li4@x.org,2002,500`).findings).toEqual([]);
  });

  test('are found although the first is wrong in another way', () => {
    expect(places('li4,nobody,1,5\nli4,li4@x.org,1,5')).toEqual([
      'GPULAB2020 roster.csv:1:5',
      'GPULAB2030 roster.csv:2:1',
      'GPULAB2030 roster.csv:2:15',
    ]);
  });
});

describe('a row that is odd', () => {
  test.each([
    ['GPULAB2013', '2023010001'],
    ['GPULAB2014', 'zhang-3'],
  ])('is a warning (%s), and a student', (code, uid) => {
    const { students, findings } = read(`${uid},x@y.org,2001,500`);
    expect(findings).toMatchObject([{ level: 'warning', code, line: 1, column: 1 }]);
    expect(students).toHaveLength(1);
  });

  test('by more columns than are read is one warning for all such rows', () => {
    const { findings, students } = read(
      `${ROW},vision,,\nli4,li4@x.org,2,5,vision,B12\nwu6,wu6@x.org,3,5,vision,B13\n`,
    );
    expect(told(findings)).toEqual([
      'GPULAB2006 2 rows, this one first, have more than 5 columns; what follows is ignored',
    ]);
    expect(findings[0]).toMatchObject({ level: 'warning', line: 2, column: 26 });
    expect(students).toHaveLength(3);
  });
});

describe('a quote that goes wrong spoils its row only', () => {
  test.each([
    ['is never closed', '"li4,li4@x.org,2,5', 2, 1],
    ['has text behind it', 'li4,"li4"@x.org,2,5', 2, 10],
    ['is inside a field', 'li4,l"i4@x.org,2,5', 2, 6],
  ])('when it %s', (_, row, line, column) => {
    const text = `${ROW}\n${row}\nwu6,wu6@x.org,3,5\nWU7,wu7@x.org,4,5\n`;
    expect(places(text)).toEqual([`GPULAB2002 roster.csv:${line}:${column}`, 'GPULAB2010 roster.csv:4:1']);
    expect(uids(text)).toEqual(['test01', 'wu6']);
  });

  test('when it meets the next quote lines later, the place is where it opens', () => {
    const text = `li4,"li4@x.org,2,5\n${ROW}\n"wu6",wu6@x.org,3,5\n`;
    expect(places(text)).toEqual(['GPULAB2002 roster.csv:1:5']);
    expect(uids(text)).toEqual(['test01', 'wu6']);
  });
});

describe('a roster file', () => {
  const folder = folderOfTests();
  const file = (content: string | Buffer): string => {
    writeFileSync(join(folder, 'roster.csv'), content);
    return join(folder, 'roster.csv');
  };

  test('is named in findings as it was given', () => {
    const path = file('LI4,x@y.org,1,5');
    expect(Roster.fromFile(path).findings[0].file).toBe(path);
  });

  test('that does not exist is a finding, not a stack trace', () => {
    const path = join(folder, 'missing.csv');
    expect(() => Roster.fromFile(path)).toThrow(
      /^error GPULAB2001 roster .*missing\.csv does not exist\n.*\n {2}hint: \/.*missing\.csv was tried/,
    );
  });

  test('that is a folder is named so', () => {
    expect(() => Roster.fromFile(folder)).toThrow(/GPULAB2001 roster .* is a folder/);
  });

  test('below something that is no folder is named so', () => {
    expect(() => Roster.fromFile(join(file(''), 'x'))).toThrow(/GPULAB2001 .* is below something that is no folder/);
  });

  test('that cannot be read for another reason is told with the word of the system', () => {
    const loop = join(folder, 'loop.csv');
    symlinkSync(loop, loop);
    expect(() => Roster.fromFile(loop)).toThrow(/GPULAB2001 roster .* cannot be read \(ELOOP\)/);
  });

  test.each([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${ROW}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${ROW}`, 'utf16le').swap16()],
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0xe7])],
  ])('that is %s is not taken for text', (_, content) => {
    const path = file(content);
    expect(() => Roster.fromFile(path)).toThrow(/GPULAB2001 .* is not UTF-8 text\n.*\n {2}hint: save it as UTF-8/);
  });

  test.each([
    ['in a later line', `${ROW}\r\nm\u00f6`, 'latin1' as const, '2:2'],
    ['behind signs of several bytes', '\ufeff\u5f20\ufffd\u{1f600}\ufffd?', 'utf8' as const, '1:6'],
    ['at the very beginning', '\u00f6', 'latin1' as const, '1:1'],
  ])('that is of another encoding is told with the place of the first bad byte: %s', (_, text, encoding, place) => {
    const bytes = Buffer.from(text, encoding);
    if (bytes.at(-1) === 0x3f) bytes[bytes.length - 1] = 0xf6;
    expect(() => Roster.fromFile(file(bytes))).toThrow(new RegExp(`is not UTF-8 text\n.*roster\\.csv:${place}\n`));
  });

  test('with a NUL is text, and the field is wrong', () => {
    expect(told(Roster.fromFile(file('li\u00004,li4@x.org,1,2')).findings)).toEqual([
      'GPULAB2010 uid "li\\u00004" has "\\u0000" at character 3',
    ]);
  });

  test('whose path is missing is told so', () => {
    expect(() => Roster.fromFile(undefined as never)).toThrow(/GPULAB2001 the path of the roster is undefined/);
  });
});

test('any order of the rows gives the same students', () => {
  const rows = Array.from({ length: 12 }, (_, i) => `student${i},s${i}@x.org,${100 + i},5,${i % 2 ? 'a' : ''}`);
  const students = (lines: readonly string[]) =>
    read(lines.join('\n'))
      .students.map(({ uid, mail, uidNumber, profile }) => `${uid} ${mail} ${uidNumber} ${profile}`)
      .sort();
  const expected = students(rows);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(students(shuffled)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
