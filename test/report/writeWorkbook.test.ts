/** What stands in the parts of a workbook: texts that stay texts, numbers with their formats, heads that filter. */
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeWorkbook } from '../../pipelines/report/writeWorkbook.ts';

const table = {
  id: 'page_it',
  name: "It's [all] of <it> & more: a name that is too long",
  columns: ['name', 'share', 'took'],
  rows: [
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '<f>1</f>'].map((text) => [text, null, null]),
    ['x', { value: 0.99932, format: '0.000%' }, { value: 90_061 / 86_400, format: '[h]:mm:ss' }],
  ],
};

async function partsOf(): Promise<Record<string, string>> {
  const parts = unzipSync(await writeWorkbook([table, { name: 'raw', columns: ['a'], rows: [[1]] }]));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

test('no text of a cell becomes a formula, whatever it begins with', async () => {
  const parts = await partsOf();
  for (const [name, text] of Object.entries(parts)) expect(text, name).not.toMatch(/<f[ >]/);
  const texts = parts['xl/sharedStrings.xml']!;
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '&lt;f&gt;1&lt;/f&gt;'])
    expect(texts).toContain(`>${text}<`);
});

test('numbers keep their value, and are shown by their format', async () => {
  const parts = await partsOf();
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<v>0.99932</v>');
  expect(parts['xl/styles.xml']).toContain('formatCode="0.000%"');
  expect(parts['xl/styles.xml']).toContain('formatCode="[h]:mm:ss"');
});

test('the heads stay and filter, columns have widths, and formulas find the table by its name', async () => {
  const parts = await partsOf();
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<autoFilter ref="A1:C8"/>');
  expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<col [^>]*width="/);
  const names = parts['xl/workbook.xml']!;
  expect(names).toContain("'!$A$1:$C$8</definedName>");
  expect(names).toContain('<definedName name="page_it">');
  expect(names.match(/_xlnm\._FilterDatabase/g)).toHaveLength(2);
});

test('the same tables give the same bytes', async () => {
  expect(await partsOf()).toEqual(await partsOf());
});
