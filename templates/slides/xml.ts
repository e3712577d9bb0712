/** The parts of a .pptx file that every deck has, and the pieces that its slides are made of. */
import { printable } from '../../pipelines/report/writeWorkbook.ts';
import { colour } from '../theme.ts';

export const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const namespaces = `xmlns:a="${drawing}" xmlns:r="${office}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

/** Text as XML; what XML has no way to write is left out. */
export function escaped(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return printable(text).replaceAll(/[&<>"]/g, (char) => named[char]!);
}

export function hex(css: string): string {
  return css.slice(1);
}

/** rId1, rId2, ... in this order. */
export function relationships(of: [type: string, target: string][]): string {
  const all = of.map(([type, target], index) => {
    const kind =
      type === 'core-properties' ? 'http://schemas.openxmlformats.org/package/2006/relationships/metadata' : office;
    return `<Relationship Id="rId${index + 1}" Type="${kind}/${type}" Target="${target}"/>`;
  });
  return `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

interface TextBox {
  id: number;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Points. */
  size: number;
  bold?: boolean;
  color: string;
  lines: string[];
  align?: 'l' | 'r';
  isTitle?: boolean;
}

export function textBox({
  id,
  name,
  x,
  y,
  width,
  height,
  size,
  bold,
  color,
  lines,
  align = 'l',
  isTitle,
}: TextBox): string {
  const run = `<a:rPr sz="${size * 100}"${bold ? ' b="1"' : ''}><a:solidFill><a:srgbClr val="${hex(color)}"/></a:solidFill></a:rPr>`;
  const paragraphs = lines.map(
    (line) =>
      `<a:p><a:pPr algn="${align}"><a:spcAft><a:spcPts val="400"/></a:spcAft></a:pPr><a:r>${run}<a:t>${escaped(line)}</a:t></a:r></a:p>`,
  );
  const kind = isTitle ? '<p:nvPr><p:ph type="title"/></p:nvPr>' : '<p:nvPr/>';
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr${isTitle ? '' : ' txBox="1"'}/>${kind}</p:nvSpPr><p:spPr><a:xfrm><a:off x="${Math.round(x)}" y="${Math.round(y)}"/><a:ext cx="${Math.round(width)}" cy="${Math.round(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.join('')}</p:txBody></p:sp>`;
}

/** Presentation, master, layout and properties. */
export function frame(title: string, slides: number): Record<string, string> {
  const tree = '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
  const titleBox = textBox({
    id: 2,
    name: 'Title',
    x: 500_000,
    y: 330_000,
    width: 11_192_000,
    height: 700_000,
    size: 24,
    color: colour.brandDeep,
    lines: [''],
    isTitle: true,
  });
  const all = Array.from({ length: slides }, (_, index) => index);
  const ids = all.map((index) => `<p:sldId id="${256 + index}" r:id="rId${index + 2}"/>`).join('');
  return {
    '_rels/.rels': relationships([
      ['officeDocument', 'ppt/presentation.xml'],
      ['core-properties', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': `${declared}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
    'ppt/presentation.xml': `${declared}<p:presentation ${namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships([
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ...all.map((index): [string, string] => ['slide', `slides/slide${index + 1}.xml`]),
      ['theme', 'theme/theme1.xml'],
    ]),
    'ppt/slideMasters/slideMaster1.xml': `${declared}<p:sldMaster ${namespaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>${tree}${titleBox}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': `${declared}<p:sldLayout ${namespaces} type="titleOnly"><p:cSld name="Title">${tree}${titleBox}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([
      ['slideMaster', '../slideMasters/slideMaster1.xml'],
    ]),
  };
}

const scheme: [string, string][] = [
  ['dk1', colour.ink],
  ['lt1', colour.paper],
  ['dk2', colour.brandDeep],
  ['lt2', colour.panel],
  ...[1, 2, 3, 4, 5, 6].map((index): [string, string] => [`accent${index}`, colour.brand]),
  ['hlink', colour.brand],
  ['folHlink', colour.muted],
];
/** Fonts that Windows and Office for Mac have; others fall back to their own Japanese font. */
const fonts =
  '<a:latin typeface="Yu Gothic"/><a:ea typeface="Yu Gothic"/><a:cs typeface=""/><a:font script="Jpan" typeface="Yu Gothic"/>';
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const line = `<a:ln>${fill}</a:ln>`;
const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';

export const theme = `${declared}<a:theme xmlns:a="${drawing}" name="Review"><a:themeElements><a:clrScheme name="Review">${scheme.map(([name, css]) => `<a:${name}><a:srgbClr val="${hex(css)}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="Review"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme><a:fmtScheme name="Review"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
