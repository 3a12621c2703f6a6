import { ImageMirror, type MirrorLayout } from '../../core/images/image-mirror';
import { mistake } from '../../core/values/private/mistake';
import type { LabApp } from '../lab-app';
import { checkedChartMirror } from './chart-sources';

/** What a command line says of the mirror. */
export interface MirrorChoice {
  /** Host and path. */
  readonly mirror?: string;

  /** `path` or `flat`. */
  readonly layout?: string;

  /** Folder of a registry, as `oci://registry.lab:5000/charts`. */
  readonly chartMirror?: string;
}

/** The mirror of an app, with what was chosen instead of its own. Pins of the app stay: they belong to images. */
export function mirrorOf({ _mirror }: LabApp, { mirror, layout }: MirrorChoice): ImageMirror | undefined {
  if (_mirror && (mirror ?? layout) !== undefined) return _mirror._with(mirror, layout);
  if (mirror === undefined && layout !== undefined && !_mirror) {
    throw mistake(
      'GPULAB3203',
      'a layout is given, and no mirror',
      'give --mirror HOST/PREFIX, or the app an imageMirror',
    );
  }
  return mirror === undefined ? _mirror : ImageMirror.of(mirror, { layout: layout as MirrorLayout | undefined });
}

/** Where charts come from: what was chosen wins. */
export const chartMirrorOf = ({ _chartMirror }: LabApp, { chartMirror }: MirrorChoice): string | undefined =>
  chartMirror === undefined ? _chartMirror : checkedChartMirror(chartMirror);
