/** CSS colours as Chart.js hands them over. */

export interface CanvasColour {
  /** `#rrggbb` */
  hex: string;
  alpha: number;
}

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, black, white and transparent; throws on anything else. */
export function parseColour(text: string, globalAlpha: number): CanvasColour {
  const { hex, alpha } = parse(String(text).trim().toLowerCase());
  return { hex, alpha: alpha * globalAlpha };
}

const names: Record<string, CanvasColour> = {
  black: { hex: '#000000', alpha: 1 },
  white: { hex: '#ffffff', alpha: 1 },
  transparent: { hex: '#000000', alpha: 0 },
};

function parse(text: string): CanvasColour {
  const named = names[text];
  if (named) return named;
  if (/^#[0-9a-f]{3}$/.test(text))
    return { hex: `#${[...text.slice(1)].map((digit) => digit + digit).join('')}`, alpha: 1 };
  if (/^#[0-9a-f]{6}$/.test(text)) return { hex: text, alpha: 1 };
  if (/^#[0-9a-f]{8}$/.test(text)) return { hex: text.slice(0, 7), alpha: Number.parseInt(text.slice(7), 16) / 255 };
  const parts = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(text);
  if (!parts) throw new Error(`"${text}" is no colour that a chart may use.`);
  const [red, green, blue] = parts.slice(1, 4).map((part) => Math.round(Number(part)));
  const channel = (value = 0) => value.toString(16).padStart(2, '0');
  return {
    hex: `#${channel(red)}${channel(green)}${channel(blue)}`,
    alpha: parts[4] === undefined ? 1 : Number(parts[4]),
  };
}
