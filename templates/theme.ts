/** How everything looks: paper, margins, type sizes and colours. The only file with a colour in it. */

/** A4 in points, with a text block of 170 mm. */
export const page = { width: 595.28, height: 841.89, left: 56.7, right: 56.7, top: 68, bottom: 60 } as const;

/** Width of the text block. */
export const textWidth = page.width - page.left - page.right;

/** Type sizes in points, and the distance between baselines that goes with each. */
export const type = {
  title: { size: 24, leading: 36 },
  h1: { size: 17, leading: 25 },
  h2: { size: 11.5, leading: 18 },
  h3: { size: 9.8, leading: 15.5 },
  lead: { size: 10, leading: 17 },
  body: { size: 9.2, leading: 15.4 },
  table: { size: 8, leading: 11.6 },
  small: { size: 7.4, leading: 11 },
  compact: { size: 7.2, leading: 9.8 },
  figure: { size: 18, leading: 24 },
} as const;

/** Text colours keep a contrast of at least 4.5 : 1 on white and on every panel colour. */
export const colour = {
  ink: '#17212B',
  body: '#26323D',
  muted: '#566370',
  rule: '#CFD6DD',
  hairline: '#E3E7EB',
  panel: '#F3F5F8',
  head: '#E8EDF4',
  paper: '#FFFFFF',
  brand: '#1D4E9E',
  brandDeep: '#14366E',
  good: '#0A7147',
  warn: '#965A00',
  bad: '#B0281F',
  none: '#566370',
} as const;

/** Fills of charts and drawings. Each series also differs by marker, dash or hatch, never by colour alone. */
export const series = {
  blue: '#2F6DB5',
  teal: '#1B8A83',
  amber: '#CF8A1E',
  red: '#C0392B',
  grey: '#97A3AF',
  pale: '#DCE3EA',
  violet: '#6C5AA8',
  green: '#2C8C5C',
} as const;

/** Colour of the n-th series of a chart whose series have no colour of their own. */
export const seriesOrder = [series.red, series.amber, series.blue, series.teal, series.violet, series.grey] as const;

/** From light to dark: minutes of downtime on one day. */
export const heat = ['#F6D8D3', '#EAA79D', '#D76D60', '#B0281F', '#7A1812'] as const;

/** From light to dark: how much of a month's budget was used: half, three quarters, more than all of it. */
export const usedHeat = ['#FBF0EE', heat[0], heat[1]] as const;

/** From light to dark: how many incidents came in one hour of the week. */
export const busy = ['#D9E5F3', '#AFC9E6', '#7FA8D6', '#3F72B3', '#1D4E9E'] as const;

export type TypeStyle = (typeof type)[keyof typeof type];
