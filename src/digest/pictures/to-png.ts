import { createRequire } from 'node:module';
import { palettedPng } from './paletted-png.ts';

const { resolve } = createRequire(import.meta.url);
const FONTS = ['400Regular/GolosText_400Regular.ttf', '700Bold/GolosText_700Bold.ttf'];

/** Draws on another thread, with our own font alone. The library is loaded by the first picture. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((file) => resolve(`@expo-google-fonts/golos-text/${file}`)),
      defaultFontFamily: 'Golos Text',
    },
  });
  return palettedPng(image.pixels, image.width, image.height);
}
