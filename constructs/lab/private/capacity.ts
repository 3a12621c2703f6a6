import type { IConstruct } from 'constructs';
import type { Finding } from '../../core/finding';
import { hasError } from '../../core/rules/problem';
import { report, reportLate, summarize } from '../../core/rules/report';
import type { SummaryLine } from '../../core/summary-line';
import type { Inventory } from '../../inventory/inventory';
import type { LabProps } from '../lab';
import { ceilingFindings, gpuFindings, gpuLines } from './capacity-gpus';
import { requestFindings, requestOf, type WorkloadRequest } from './capacity-requests';
import { poolFindings, poolUseFindings, storageLines } from './capacity-storage';
import type { PreparedProfile } from './lab-profiles';

export { requestOf } from './capacity-requests';

/** What a lab promised to the students of one profile. */
export interface ProfilePromise {
  /** Construct path of the lab. */
  readonly path: string;
  readonly lab: LabProps;
  readonly profile: PreparedProfile;
  readonly students: number;
}

/** What a whole tree promises and has. One per tree, so that two labs on the same machines are added up. */
class Demand {
  readonly inventories = new Set<Inventory>();
  readonly promises: ProfilePromise[] = [];
  readonly requests: WorkloadRequest[] = [];
  /** Classes of claims that are made beside those of sites. */
  readonly storageClasses = new Set<string>();
  /** Students by profile; undefined in a tree without a lab. */
  sizes: Map<string, number> | undefined;
  private readonly reported = new Set<object>();

  constructor(construct: IConstruct) {
    reportLate(construct, () => this.findings());
    summarize(construct, () => this.lines());
  }

  isNew(source: object): boolean {
    if (this.reported.has(source)) return false;
    this.reported.add(source);
    return true;
  }

  private findings(): Finding[] {
    if (this.inventories.size === 0) return [];
    const ceilings = ceilingFindings(this.promises);
    if (!this.comparable) return ceilings;
    const { hosts } = this;
    return [
      ...ceilings,
      ...gpuFindings(this.promises, hosts),
      ...poolFindings(this.promises, this.pools),
      ...poolUseFindings(this.promises, this.storageClasses, this.inventories),
      ...requestFindings(this.requests, hosts),
    ];
  }

  private lines(): SummaryLine[] {
    const known = this.comparable;
    return [
      ...(this.sizes ? [{ label: 'students', value: countOf(this.sizes) }] : []),
      ...gpuLines(this.promises, known ? this.hosts : undefined),
      ...storageLines(this.promises, known ? this.pools : undefined),
    ];
  }

  /** An inventory with an error is not all there: whatever is compared with it would be wrong, too. */
  private get comparable(): boolean {
    return this.inventories.size > 0 && ![...this.inventories].some(({ findings }) => hasError(findings));
  }

  private get hosts(): Inventory['hosts'] {
    return [...this.inventories].flatMap(({ hosts }) => hosts);
  }

  private get pools(): Inventory['pools'] {
    return [...this.inventories].flatMap(({ pools }) => pools);
  }
}

function countOf(sizes: ReadonlyMap<string, number>): string {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (sizes.size < 2) return String(total);
  return `${total} (${[...sizes].map(([name, size]) => `${size} ${name}`).join(', ')})`;
}

const demands = new WeakMap<IConstruct, Demand>();

function demandOf(construct: IConstruct): Demand {
  const { root } = construct.node;
  let demand = demands.get(root);
  if (!demand) {
    demand = new Demand(construct);
    demands.set(root, demand);
  }
  return demand;
}

/** Is this the first construct of the tree that uses a roster or an inventory? What is wrong with it is told once. */
export const isNewTo = (construct: IConstruct, source: object): boolean => demandOf(construct).isNew(source);

/** Machines that promises and requests are counted against. */
export function watchInventory(construct: IConstruct, inventory: Inventory): void {
  const demand = demandOf(construct);
  demand.inventories.add(inventory);
  if (demand.isNew(inventory)) report(construct, inventory.findings);
}

/** A storage class that a claim is made of. */
export const watchStorageClass = (construct: IConstruct, storageClass: string): void => {
  demandOf(construct).storageClasses.add(storageClass);
};

/** A workload that must fit on one machine. */
export function watchRequest(construct: IConstruct, request: Omit<WorkloadRequest, 'path'>): void {
  demandOf(construct).requests.push({ path: construct.node.path, ...request });
}

/** What a lab promises to its students, by profile. */
export function promiseProfiles(lab: IConstruct, props: LabProps, sizes: ReadonlyMap<PreparedProfile, number>): void {
  const demand = demandOf(lab);
  const { path } = lab.node;
  demand.sizes ??= new Map();
  for (const [profile, students] of sizes) {
    demand.sizes.set(profile.name, (demand.sizes.get(profile.name) ?? 0) + students);
    demand.promises.push({ path, lab: props, profile, students });
    const { starter } = profile.options;
    if (!profile.starter || !starter) continue;
    demand.requests.push({ path, key: `profiles.${profile.name}.starter`, ...requestOf(props.site, starter) });
  }
}
