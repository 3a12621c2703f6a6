import { isMapping, type Mapping, mappingOf } from 'cdk8s-gpulab/lib/core/private/mapping';
import { coalesce } from 'cdk8s-gpulab/lib/core/values/private/coalesce';
import type { KeyNode } from 'cdk8s-gpulab/lib/upstream/private/key-tree';
import type { SourceChart } from './chart';
import { pathKey } from './comments';
import { addRead, addReads, noReads, type Reads } from './template-reads';
import { SchemaReader, type ValueSchema } from './value-schema';
import { defaultToTell, typesOfDefault } from './value-types';

/** A key with what its chart says about it. */
export interface ChartKey extends KeyNode {
  readonly keys: ReadonlyMap<string, ChartKey>;

  /** For the doc comment of a typed interface. */
  readonly comment?: string;
}

/** Keys whose charts have circles of references end here. */
const DEEPEST = 30;

/** All that is known of one place in the values. */
interface Place {
  readonly path: readonly string[];
  readonly value: unknown;

  /** How templates read it; undefined where it is only read as a part of something. */
  readonly reads: Reads | undefined;
  readonly schema: ValueSchema | undefined;

  /** Is the map that it is in passed on as a whole, and so this with it? */
  readonly isPassedOn?: boolean;
}

/**
 * The key tree of a chart's values, from four sources: what values.yaml declares, what templates read by name, what
 * values.schema.json says, and the trees of its subcharts.
 *
 * A map is closed when its keys are read one by one, or when the schema says so. It is open where it may be passed on as a
 * whole: its default is empty, or it declares keys that nobody reads by name. A key that is only known from templates, or whose
 * default is null, may be anything.
 */
export function valueKeys(chart: SourceChart): ChartKey {
  return new KeyBuilder(chart).root();
}

class KeyBuilder {
  private readonly reader: SchemaReader;
  private readonly reads = noReads();

  constructor(
    private readonly chart: SourceChart,
    private readonly values: Mapping = chart.values,
    above: Reads = noReads(),
  ) {
    this.reader = new SchemaReader(chart.schema ?? {});
    addReads(this.reads, chart.reads);
    addReads(this.reads, above);
    for (const { conditions } of chart.dependencies)
      for (const condition of conditions) addRead(this.reads, condition.split('.'), false);
    // A list of reads has those of a library below its name.
    for (const { name, isLibrary, reads } of chart.subcharts) {
      if (isLibrary) addReads(this.reads, this.reads.keys.get(name) ?? reads);
    }
  }

  root(): ChartKey {
    const schema = this.reader.read();
    const keys = new Map<string, ChartKey>();
    const subcharts = this.subcharts();
    for (const name of this.names(this.values, this.reads, schema)) {
      if (!subcharts.has(name)) keys.set(name, this.child(this.rootPlace(schema), name));
    }
    for (const [name, key] of subcharts) keys.set(name, key);
    // Helm hands it to every chart and subchart, whether or not one of them reads it.
    keys.set('global', { ...(keys.get('global') ?? NO_KEYS), types: ['map'], isClosed: false, default: undefined });
    if (this.chart.hasTags) keys.set('tags', { ...NO_KEYS, types: ['map'] });
    return { types: ['map'], keys, isClosed: true };
  }

  private rootPlace = (schema: ValueSchema | undefined): Place => ({
    path: [],
    value: this.values,
    reads: this.reads,
    schema,
  });

  private subcharts(): Map<string, ChartKey> {
    const found = new Map<string, ChartKey>();
    const byName = new Map(this.chart.subcharts.map((chart) => [chart.name, chart]));
    const undeclared = this.chart.subcharts.filter(
      ({ name }) => !this.chart.dependencies.some((one) => one.name === name),
    );
    const all = [...this.chart.dependencies, ...undeclared.map(({ name }) => ({ name, key: name }))];
    for (const { name, key } of all) {
      const chart = byName.get(name);
      const given = this.values[key];
      if (!chart || chart.isLibrary) {
        const known = this.node({
          path: [key],
          value: given ?? {},
          reads: this.reads.keys.get(key),
          schema: undefined,
        });
        found.set(key, chart ? { ...NO_KEYS, types: ['map'] } : { ...known, types: ['map'], isClosed: false });
        continue;
      }
      const values = isMapping(given) ? coalesce(chart.values, given) : chart.values;
      found.set(key, new KeyBuilder(chart, values, this.reads.keys.get(key)).root());
    }
    return found;
  }

  private node(place: Place): ChartKey {
    const { path, value, schema } = place;
    const [name, parent = ''] = [...path].reverse();
    const guessed = typesOfDefault(value, name, parent);
    const types = schema && schema.types.length > 0 ? together(schema.types, guessed) : guessed;
    const comment = this.chart.comments.get(pathKey(path));
    const isMap = isMapping(value) || types.includes('map') || (value === undefined && this.isReadDeeply(place));
    if (!isMap || path.length > DEEPEST) return { ...NO_KEYS, types, default: defaultToTell(value, name), comment };
    const names = types.length === 0 && isMapping(value) ? [] : this.names(value, place.reads, schema);
    if (types.length > 1 || (types.length === 0 && value !== undefined)) return { ...NO_KEYS, types, comment };
    const closed = isClosed(place);
    const isPassedOn = place.isPassedOn || (!closed && place.reads?.isWhole);
    const keys = new Map(names.map((key) => [key, this.child({ ...place, isPassedOn }, key)]));
    return { types: ['map'], keys, isClosed: closed, comment };
  }

  private isReadDeeply = ({ reads }: Place): boolean => (reads?.keys.size ?? 0) > 0;

  private child({ path, value, reads, schema, isPassedOn }: Place, name: string): ChartKey {
    const members = isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    const property = schema?.properties.get(name);
    return this.node({
      path: [...path, name],
      value: members,
      reads: reads?.keys.get(name),
      schema: property && this.reader.read(property),
      isPassedOn,
    });
  }

  private names(value: unknown, reads: Reads | undefined, schema: ValueSchema | undefined): string[] {
    const declared = Object.keys(mappingOf(value));
    const read = [...(reads?.keys.keys() ?? [])];
    // A type of Kubernetes has many members, and circles; it is followed where the chart has a value of it.
    const isFollowed = schema && (!schema.isShared || schema.isClosed || declared.length > 0);
    return [...new Set([...declared, ...read, ...(isFollowed ? schema.properties.keys() : [])])];
  }
}

const NO_KEYS: ChartKey = { types: [], keys: new Map(), isClosed: false };

/** A schema is what Helm goes by; a default that it would refuse is there all the same. */
function together(schema: readonly string[], guessed: readonly string[]): readonly string[] {
  if (schema.some((type) => type.startsWith('"'))) return schema;
  const known = new Set(schema.map((type) => type.split(' ')[0]));
  // The default knows more of a list: what its items are.
  const types = schema.map((type) => guessed.find((one) => one.startsWith(`${type} of`)) ?? type);
  return guessed.length > 0 && guessed.every((type) => known.has(type.split(' ')[0]))
    ? types
    : [...new Set([...types, ...guessed])];
}

function isClosed({ path, value, reads, schema, isPassedOn }: Place): boolean {
  if (schema?.isClosed !== undefined) return schema.isClosed;
  if (isPassedOn) return false;
  if (!reads || reads.keys.size === 0) {
    const isNamed = schema && !schema.isShared && schema.properties.size > 0;
    return reads !== undefined && !reads.isWhole && isNamed === true;
  }
  if (!reads.isWhole || path.length === 0) return true;
  const declared = Object.keys(mappingOf(value));
  return declared.length > 0 && declared.every((key) => reads.keys.has(key));
}
