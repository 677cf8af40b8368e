// How wide a text will be, without a font to ask: widths of a common sans-serif face in parts of its size, rounded up, since another
// reader has another face.

const narrow = /[iljtfrI.,:;'!|()[\] ]/u;
const wide = /[mwMW@%]/u;
const upper = /[\p{Lu}_…#$&+=<>~?\d]/u;
const fullWidth =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303F\uFF00-\uFFEF]/u;

export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const sign of text) width += widthOf(sign);
  return Math.ceil(width * size);
}

function widthOf(sign: string): number {
  if (fullWidth.test(sign)) return 1.15;
  if (narrow.test(sign)) return 0.36;
  if (wide.test(sign)) return 0.92;
  return upper.test(sign) ? 0.7 : 0.58;
}
