import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['400Regular/GolosText_400Regular.ttf', '700Bold/GolosText_700Bold.ttf'].map((file) =>
  resolve(`@expo-google-fonts/golos-text/${file}`),
);

/** @returns how wide a text element really is. */
export function measured(text: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="200" font-family="Golos Text">${text}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()?.width ?? 0;
}
