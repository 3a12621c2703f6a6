import { isIP } from 'node:net';
import { LABEL_VALUE, SUBDOMAIN } from 'cdk8s-gpulab/lib/core/rules/names';
import { endpointOf } from '../../health/probe/address';
import { ProbeFailure } from '../../health/probe/failure';
import { shown } from '../../health/probe/shown';
import type { Entry, Fate } from '../entry';
import type { ExportedNode } from './export-file';
import { FIELDS, type Field } from './fields';
import type { Material } from './material';

/** A host as the inventory has it, and what became of each field of the old node. */
export interface ImportedHost {
  /** Undefined where nobody can tell which host it is. */
  readonly host?: { readonly [key: string]: unknown };
  readonly entries: readonly Entry[];
}

const LONGEST_NAME = 63;

/** One node of an export as a host. */
export function hostOf(node: ExportedNode, file: string, material: Material): ImportedHost {
  return new Translation(node, file, material).host();
}

class Translation {
  private readonly entries: Entry[] = [];

  constructor(
    private readonly node: ExportedNode,
    private readonly file: string,
    private readonly material: Material,
  ) {}

  host(): ImportedHost {
    const name = this.name();
    const address = this.address();
    const host = {
      name,
      address,
      groups: this.groups(),
      cpu: this.amount(FIELDS.cpu, ''),
      memory: this.amount(FIELDS.memory, 'G'),
      gpus: this.gpus(),
      docker: this.docker(),
    };
    this.rest();
    return { host: name === undefined ? undefined : host, entries: this.entries };
  }

  private name(): string | undefined {
    const given = this.text(FIELDS.name);
    const name = given
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, LONGEST_NAME)
      .replace(/[-.]+$/, '');
    if (!SUBDOMAIN.test(name)) {
      const subject = given === '' ? 'the node has no name' : `name "${shown(given)}" has no letter of a host name`;
      this.tell('wrong', FIELDS.name, 'GPULAB4209', subject, 'give it a name of small letters, digits and dashes');
      return undefined;
    }
    this.took(FIELDS.name, given, name);
    return name;
  }

  /** The one that machines of the site reach it at. */
  private address(): string | undefined {
    const [own, open] = [FIELDS.privateIp, FIELDS.publicIp].map((field) => ({ field, value: this.text(field) }));
    const taken = [own, open].find(({ value }) => isIP(value) > 0);
    for (const { field, value } of [own, open]) {
      if (value === '') continue;
      if (taken?.field === field) this.tell('mapped', field);
      else if (isIP(value) > 0) this.left(field, 'the inventory has one address a host: the private one');
      else this.left(field, `"${shown(value)}" is no IP address`);
    }
    return taken?.value;
  }

  private groups(): string[] | undefined {
    const group = this.label(FIELDS.region);
    return group === undefined ? undefined : [group];
  }

  private gpus(): object[] | undefined {
    const model = this.label(FIELDS.gpuName);
    const count = this.number(FIELDS.gpuCount);
    if (model === undefined || count === undefined) return undefined;
    return [{ model, count, memory: this.amount(FIELDS.memoryCapacity, 'G') }];
  }

  private docker(): object | undefined {
    const given = this.text(FIELDS.dockerAddress);
    if (given === '') return undefined;
    const useTls = this.switch(FIELDS.useTls) ?? true;
    try {
      endpointOf(given, useTls);
    } catch (error) {
      if (!(error instanceof ProbeFailure)) throw error;
      this.left(FIELDS.dockerAddress, error.detail);
      return undefined;
    }
    this.tell('mapped', FIELDS.dockerAddress);
    if (this.node.values.has('useTls')) this.tell('mapped', FIELDS.useTls);
    return { address: given, ...(useTls ? {} : { tls: false }), ...(useTls && this.files()) };
  }

  /** Certificates and keys go by the name of their file. */
  private files(): object {
    const of = (field: Field, kind: 'ca' | 'cert' | 'key') => {
      const text = this.text(field);
      if (text === '') return undefined;
      const path = this.material.pathOf(kind, text);
      const fate = this.material.isWritten ? `is written to ${path}` : `is left out: the inventory names ${path}`;
      const hint = this.material.isWritten ? undefined : 'save it there yourself, or let --certs DIR do it';
      this.tell(this.material.isWritten ? 'changed' : 'dropped', field, 'GPULAB4226', `${field.name} ${fate}`, hint);
      return path;
    };
    return {
      caFile: of(FIELDS.caCert, 'ca'),
      certFile: of(FIELDS.clientCert, 'cert'),
      keyFile: of(FIELDS.clientKey, 'key'),
    };
  }

  /** Fields that nobody asked for above. */
  private rest(): void {
    const told = new Set(this.entries.map(({ key }) => key));
    for (const field of Object.values<Field>(FIELDS)) {
      if (told.has(this.keyOf(field)) || this.text(field) === '') continue;
      if (field.secret) {
        const hint = field === FIELDS.password ? 'keys are better; else keep it where the hosts are set up' : undefined;
        this.tell('dropped', field, 'GPULAB4226', `${field.name} is a secret: it is left out`, hint);
      } else this.left(field, field.left ?? 'it has no effect without other fields');
    }
    for (const name of this.node.strange) {
      this.tell(
        'dropped',
        { name: shown(name), label: '' },
        'GPULAB4221',
        `${shown(name)} is no field of the old system`,
      );
    }
  }

  private label(field: Field): string | undefined {
    const given = this.text(field);
    if (given === '') return undefined;
    const value = given.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-_.]+|[-_.]+$/g, '');
    if (!LABEL_VALUE.test(value) || value.length > LONGEST_NAME) {
      this.left(field, `"${shown(given)}" cannot be the value of a label`);
      return undefined;
    }
    this.took(field, given, value);
    return value;
  }

  /** A whole number above zero; zero counted as "not given". */
  private number(field: Field): number | undefined {
    const given = this.text(field);
    if (given === '' || given === '0') return undefined;
    if (!/^[1-9]\d{0,8}$/.test(given)) {
      this.left(field, `"${shown(given)}" is no whole number`);
      return undefined;
    }
    this.tell('mapped', field);
    return Number(given);
  }

  /** Gigabytes of the old pages (facts: compute-nodes.md 1), or cores. */
  private amount(field: Field, unit: string): string | number | undefined {
    const value = this.number(field);
    return value === undefined || unit === '' ? value : `${value}${unit}`;
  }

  private switch(field: Field): boolean | undefined {
    const given = this.text(field).toLowerCase();
    if (given === '') return undefined;
    if (/^(?:true|1|yes|是)$/.test(given)) return true;
    if (/^(?:false|0|no|否)$/.test(given)) return false;
    const message = `${field.name} "${shown(given)}" is neither true nor false`;
    this.tell('wrong', field, 'GPULAB4203', message, 'write true or false');
    return undefined;
  }

  private text({ name }: Field): string {
    const value = this.node.values.get(name);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value).trim()
      : '';
  }

  private took(field: Field, given: string, value: string): void {
    if (given === value) this.tell('mapped', field);
    else this.tell('changed', field, 'GPULAB4216', `${field.name} "${shown(given)}" becomes "${value}"`);
  }

  private left(field: Field, why: string): void {
    this.tell('dropped', field, 'GPULAB4225', `${field.name} is left out: ${why}`);
  }

  private tell(fate: Fate, field: Field, code?: string, message = '', hint?: string): void {
    const remark = code === undefined ? undefined : { code, message, hint };
    this.entries.push({ fate, file: this.file, line: this.node.line, key: this.keyOf(field), remark });
  }

  private keyOf = ({ name }: Field): string => `${this.node.key}.${name}`;
}
