/// <reference lib="dom" />
import { type Browser, chromium } from 'playwright-core';
import { installPackages } from './debian';

const CHROMIUM = '/usr/bin/chromium';
const CJK_FONT = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

/** Starts Debian's Chromium, and installs it where there is none. */
export async function startBrowser(): Promise<Browser> {
  installPackages({ [CHROMIUM]: 'chromium', [CJK_FONT]: 'fonts-noto-cjk' });
  // Root has no sandbox of its own; nothing but our page is loaded.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/**
 * In the page: texts that cannot be told well from what is behind them (WCAG 2.1, 1.4.3: 4.5 to 1). Colours of one layer are enough:
 * nothing here is half transparent.
 */
export function faintTexts(): string[] {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [red, green, blue] = channels(color)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const hasText = [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
    if (!hasText || !element.checkVisibility({ checkOpacity: true, contentVisibilityAuto: true })) continue;
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5)
      faint.add(`${element.tagName}.${element.className} "${element.textContent?.slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
  return [...faint];
}
