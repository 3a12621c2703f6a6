import { ValuesFile } from '../values-file/values-file';
import { changed, dropped, type Given, mapped, type Reading, wrong } from './reading';

/** A word that means the same printed without quotes. */
const SIMPLE_WORD = /^[A-Za-z/][\w./-]*$/;

const HINT = 'write a list of words in quotes, as ["python", "train.py"]';

/**
 * A command line. The old charts pasted its text behind `command: `, so it is a YAML list inside a text. A real list they
 * printed without commas.
 */
export function readWords(given: Given): Reading {
  const { key, value } = given;
  if (typeof value === 'string') return readPasted(key, value);
  if (!Array.isArray(value)) return wrong('GPULAB4207', `${key} is no list`, HINT);
  if (value.length === 0) return dropped('GPULAB4223', `${key} is empty, which is the default`);
  const stranger = notText(key, value);
  if (stranger) return stranger;
  if (value.length === 1 && SIMPLE_WORD.test(value[0])) return mapped(value);
  const message = `${key} is a list, which the old charts printed as one word: it is kept as ${countOf(value)}`;
  return changed(value, 'GPULAB4214', message);
}

function readPasted(key: string, text: string): Reading {
  const list = isOneLine(text) ? pasted(text) : undefined;
  // The text is not shown: command lines hold passwords.
  if (!Array.isArray(list)) return wrong('GPULAB4207', `${key} is a text that holds no list`, HINT);
  if (list.length === 0) return readEmpty(key);
  return (
    notText(key, list) ?? changed(list, 'GPULAB4213', `${key} is a list in a text: it is written as ${countOf(list)}`)
  );
}

/** An empty list in a text was no empty text: it took the entry point of the image, which the chart cannot say. */
function readEmpty(key: string): Reading {
  if (key !== 'Command') return dropped('GPULAB4223', `${key} is empty, which is the default`);
  return wrong('GPULAB4207', 'Command is an empty list in a text', 'name the program that the image starts with');
}

const isOneLine = (text: string): boolean => !/[\r\n\u0085\u2028\u2029]/.test(text.trim());

/** What Kubernetes read behind `command: `. */
function pasted(text: string): unknown {
  const { value, findings } = ValuesFile.read(`pasted: ${text.trim()}\n`, '');
  return findings.length === 0 ? value?.pasted : undefined;
}

function notText(key: string, list: readonly unknown[]): Reading | undefined {
  const index = list.findIndex((word) => typeof word !== 'string');
  if (index < 0) return undefined;
  return wrong('GPULAB4207', `${key}[${index}] is no text`, 'put every word in quotes, numbers too');
}

const countOf = ({ length }: readonly unknown[]): string => `a list of ${length} ${length === 1 ? 'word' : 'words'}`;
