import { make } from './dom';
import { onLanguage, say, type WordsKey } from './words';

type Kind = 'text' | 'number' | 'switch' | 'secret' | 'pem' | 'lines';

/** A field of the form; its name is that of the API and of its words. */
export interface Field {
  readonly name: WordsKey;
  readonly kind: Kind;
  readonly isNeeded?: boolean;
  readonly example?: string;
  readonly least?: number;
  readonly most?: number;
  readonly initially?: string | boolean;
}

const text = (name: WordsKey, more: Partial<Field> = {}): Field => ({ name, kind: 'text', ...more });
const PORTS = { least: 1, most: 65_535 };

/** Facts: compute-nodes.md 2. */
const GROUPS: readonly { readonly title: WordsKey; readonly fields: readonly Field[] }[] = [
  {
    title: 'basics',
    fields: [
      text('name', { isNeeded: true, example: 'gpu-07' }),
      text('region'),
      text('publicIp', { isNeeded: true, example: '203.0.113.7' }),
      text('privateIp', { isNeeded: true, example: '10.0.0.7' }),
    ],
  },
  {
    title: 'dockerGroup',
    fields: [
      text('dockerAddress', { example: 'tcp://10.0.0.7:2376' }),
      text('serverName'),
      { name: 'useTls', kind: 'switch', initially: true },
      { name: 'caCert', kind: 'pem' },
      { name: 'clientCert', kind: 'pem' },
      { name: 'clientKey', kind: 'pem' },
    ],
  },
  {
    title: 'hardwareGroup',
    fields: [
      text('gpuName', { example: 'NVIDIA A100' }),
      { name: 'gpuCount', kind: 'number', least: 0 },
      { name: 'memoryCapacity', kind: 'number', least: 0 },
      text('hamiCore', { example: '/root/HAMi-core/build' }),
      text('cpu'),
      text('memory'),
      text('systemDisk'),
      text('dataDisk'),
    ],
  },
  {
    title: 'accessGroup',
    fields: [
      { name: 'sshPort', kind: 'number', initially: '22', ...PORTS },
      text('username'),
      { name: 'password', kind: 'secret' },
      { name: 'isOnShelf', kind: 'switch', initially: true },
      { name: 'remark', kind: 'lines' },
    ],
  },
];

export type Input = HTMLInputElement | HTMLTextAreaElement;

/** A field on the page: its input, and the place of what is wrong with it. */
export interface Control {
  readonly field: Field;
  readonly input: Input;
  readonly problem: HTMLElement;
  /** Of a secret: ticked, what is stored is taken away. */
  readonly removal?: HTMLInputElement;
}

export const isSecret = ({ kind }: Field): boolean => kind === 'secret' || kind === 'pem';

/** Builds the form. */
export function makeFields(into: HTMLElement): Control[] {
  const controls: Control[] = [];
  for (const { title, fields } of GROUPS) {
    const group = make('fieldset', {}, said('legend', title));
    for (const field of fields) {
      const control = controlOf(field);
      controls.push(control);
      group.append(boxOf(control));
    }
    into.append(group);
  }
  return controls;
}

function controlOf(field: Field): Control {
  const problem = make('span', { id: `problem-${field.name}`, class: 'problem' });
  const input = inputOf(field);
  if (!isSecret(field)) return { field, input, problem };
  const removal = make('input', { id: `remove-${field.name}`, type: 'checkbox' });
  removal.addEventListener('input', () => {
    input.disabled = removal.checked;
  });
  return { field, input, problem, removal };
}

function inputOf(field: Field): Input {
  const { name, kind, example, least, most } = field;
  const attributes = { id: `field-${name}`, name, 'aria-describedby': `problem-${name}`, autocomplete: 'off' };
  if (kind === 'lines' || kind === 'pem') {
    return make('textarea', { ...attributes, rows: kind === 'pem' ? '2' : '3', spellcheck: 'false' });
  }
  const types = { text: 'text', number: 'number', switch: 'checkbox', secret: 'password' } as const;
  return make('input', {
    ...attributes,
    type: types[kind],
    autocomplete: kind === 'secret' ? 'new-password' : 'off',
    placeholder: example,
    min: least?.toString(),
    max: most?.toString(),
    required: field.isNeeded,
    spellcheck: 'false',
  });
}

function boxOf({ field, input, problem, removal }: Control): HTMLElement {
  const label = said('label', field.name);
  label.setAttribute('for', input.id);
  if (field.isNeeded) label.classList.add('needed');
  const isWide = field.kind === 'pem' || field.kind === 'lines';
  return make(
    'div',
    { class: `box ${field.kind}${isWide ? ' wide' : ''}` },
    label,
    input,
    problem,
    ...removalOf(field, removal),
  );
}

function removalOf({ name }: Field, removal: HTMLInputElement | undefined): HTMLElement[] {
  if (!removal) return [];
  return [make('label', { class: 'removal', for: removal.id }, removal, said('span', 'removeStored', name))];
}

/** An element whose words follow the language, perhaps about something. */
function said(tag: 'legend' | 'label' | 'span', key: WordsKey, about?: WordsKey): HTMLElement {
  const element = make(tag);
  const write = (): void => element.replaceChildren(say(key, about && { what: say(about) }));
  write();
  onLanguage(write);
  return element;
}
