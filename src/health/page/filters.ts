import { byId, make, setText, visible } from './dom';
import { type ComputeNode, rankOf } from './node';
import type { Table } from './table';
import { currentLanguage, say } from './words';

type Shown = '' | 'failed' | 'unknown' | 'warned' | 'connected';

/** Is this node one of those that are asked for? */
const isOf: { readonly [shown in Shown]: (node: ComputeNode) => boolean } = {
  '': () => true,
  failed: ({ health }) => health.state === 'failed',
  unknown: ({ health }) => health.state === 'unknown',
  warned: (node) => rankOf(node) === 2,
  connected: ({ health }) => health.state === 'connected',
};
const SHOWN = Object.keys(isOf) as Shown[];

/** Which nodes are shown. Rows of others stay where they are, hidden. */
export class Filters {
  private readonly form = byId<HTMLFormElement>('filters');
  private readonly text = byId<HTMLInputElement>('text');
  private readonly region = byId<HTMLSelectElement>('region');
  private readonly model = byId<HTMLSelectElement>('model');
  private isDue = false;

  constructor(private readonly table: () => Table) {
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('input', () => this.later());
  }

  /** Many changes make one pass, before the next picture. */
  later(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.apply();
    });
  }

  say(): void {
    this.text.placeholder = say('search');
    this.region.options[0]?.replaceChildren(say('allRegions'));
    this.model.options[0]?.replaceChildren(say('allModels'));
    this.apply();
  }

  private apply(): void {
    const rows = this.table().all;
    choices(
      this.region,
      say('allRegions'),
      rows.map(({ node }) => node.region),
    );
    choices(
      this.model,
      say('allModels'),
      rows.map(({ node }) => node.gpuName),
    );
    const state = (new FormData(this.form).get('state') ?? '') as Shown;
    const words = this.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = Object.fromEntries(SHOWN.map((shown) => [shown, 0])) as { [shown in Shown]: number };
    let shown = 0;
    for (const { element, node, searched } of rows) {
      const fits =
        (this.region.value === '' || node.region === this.region.value) &&
        (this.model.value === '' || node.gpuName === this.model.value) &&
        words.every((word) => searched.includes(word));
      if (fits) for (const each of SHOWN) if (isOf[each](node)) counts[each]++;
      const isShown = fits && isOf[state](node);
      if (element.hidden === isShown) element.hidden = !isShown;
      if (isShown) shown++;
    }
    this.tell(counts, shown, rows.length);
  }

  private tell(counts: { readonly [shown in Shown]: number }, shown: number, all: number): void {
    const number = new Intl.NumberFormat(currentLanguage());
    for (const each of SHOWN) setText(byId(`count-${each || 'all'}`), number.format(counts[each]));
    setText(byId('shown'), say('shown', { shown: number.format(shown), all: number.format(all) }));
    const none = byId('none');
    none.hidden = shown > 0;
    setText(none, all === 0 ? say('noneYet') : say('noneFits'));
    byId('table').hidden = shown === 0;
  }
}

/** Fills a list of choices, where there are others than before. What is chosen stays, also when no node has it any more. */
function choices(select: HTMLSelectElement, all: string, found: readonly (string | null)[]): void {
  const wanted = [...new Set([...found, select.value])].filter((value): value is string => !!value).sort();
  const present = [...select.options].slice(1).map(({ value }) => value);
  if (select.options.length > 0 && wanted.join('\n') === present.join('\n')) return;
  const chosen = select.value;
  select.replaceChildren(
    make('option', { value: '' }, all),
    ...wanted.map((value) => make('option', { value }, visible(value))),
  );
  select.value = chosen;
}
