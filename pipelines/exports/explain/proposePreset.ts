/** Proposes the preset whose marks are all there, and what stands beside it. */
import { presetNames, readPreset } from '../mapping/presets.ts';
import { resolveSource } from '../mapping/resolveSource.ts';
import type { Preset } from '../mapping/schema.ts';
import { fold } from '../read/csvRecords.ts';
import { dateFormatsOf, decidedByOthers } from './explainDates.ts';
import type { LookTable } from './LookTable.ts';
import type { Look } from './look.ts';
import { objectPattern } from './objectCells.ts';
import type { Draft } from './propose.ts';
import { countsOf } from './proposeTable.ts';
import { valuesOf } from './valuesOf.ts';
import { open } from './yamlText.ts';

/** The presets whose marks are all there, the one with most marks first. */
export function fittingPresets({ tables, head }: Look): string[] {
  const columns = new Set((tables[0]?.header ?? []).map(fold));
  const scored = presetNames().map((name) => {
    const { recognise, tables: mappings } = readPreset(name)!;
    const marks = recognise?.header ?? [];
    const hasMarks =
      marks.length > 0 && marks.every((mark) => aliasesOf(mappings, mark).some((alias) => columns.has(fold(alias))));
    const hasContent = recognise?.content !== undefined && new RegExp(recognise.content, 'um').test(head);
    return { name, score: hasMarks ? marks.length : hasContent ? 1 : 0 };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Names under which the preset reads the same column: a Japanese export has Japanese marks. */
function aliasesOf(tables: Preset['tables'], mark: string): string[] {
  for (const { columns } of tables ?? []) {
    for (const rule of Object.values(columns)) {
      const from = typeof rule === 'string' || Array.isArray(rule) ? rule : rule?.from;
      const names = [from ?? []].flat();
      if (names.includes(mark)) return names;
    }
  }
  return [mark];
}

/** @param said keys that the look found out about the file itself: encoding, header_row, sheet */
export function proposePreset(files: string, look: Look, name: string, said: Record<string, unknown>): Draft {
  const preset = readPreset(name)!;
  const source = resolveSource({ files, format: name }, preset, '');
  const isOf = ({ keys }: LookTable): boolean =>
    keys['records'] !== undefined && String(keys['records']).endsWith(preset.records ?? '');
  const found = (preset.records === undefined ? undefined : look.tables.find(isOf)) ?? look.tables[0];
  const { header_row, sheet, delimiter } = found?.keys ?? {};
  const said_ = {
    ...(delimiter ? { delimiter } : {}),
    ...(header_row ? { header_row } : {}),
    ...(sheet ? { sheet } : {}),
  };
  const keys = { format: name, ...said, ...said_ };
  const draft: Draft = { files, keys, columns: {}, comments: {}, unsure: [...(preset.about.gaps ?? [])] };
  const instants = source.tables.flatMap(({ table, columns }) =>
    [...columns]
      .filter(([column, rule]) => table.instants.includes(column) && rule.epoch === undefined)
      .map(([column, rule]) => ({ ...rule, column })),
  );
  const all = () => (found?.header ?? []).map((header) => dateFormatsOf(valuesOf(found!, header).values));
  const looks = instants.map((rule) =>
    decidedByOthers(dateFormatsOf(found ? cellsOf(found, [rule.from ?? []].flat()) : []), all),
  );
  for (const [index, { column }] of instants.entries())
    if (looks[index]!.epoch === 'excel') draft.columns[column] = { epoch: 'excel' };
  addDateFormat(draft, looks, [...new Set(instants.flatMap((rule) => [rule.format ?? []].flat()))]);
  const filled = looks.filter(
    ({ isIso, candidates, epoch, why }) => isIso || epoch !== null || candidates.length > 0 || !why.includes('empty'),
  );
  const hasOffset = filled.length > 0 && filled.every((each) => each.hasOffset);
  const isClock = filled.length > 0 || instants.some((rule) => rule.format !== undefined);
  if (source.zone === null && !hasOffset && isClock && instants.some((rule) => rule.zone === undefined)) {
    const value = found && cellsOf(found, [instants[0]?.from ?? []].flat())[0];
    draft.keys['zone'] = open;
    draft.unsure.push(
      `zone: the time zone of ${value ? `"${value}"` : 'its instants'}: that of whoever exported the file, for example Asia/Tokyo`,
    );
  }
  if (found) addObjects(draft, found, source.tables);
  if (found)
    addApart(
      draft,
      found,
      source.tables.map(({ isApart, columns }) => ({
        apartBy: isApart ? columns.get('location')?.from : undefined,
        service: columns.get('service_id')?.from,
      })),
    );
  return draft;
}

/** Services that stand in their cells as objects: what they are called is read out of them. */
function addObjects(draft: Draft, found: LookTable, tables: ReturnType<typeof resolveSource>['tables']): void {
  for (const { columns } of tables) {
    const names = [columns.get('service_id')?.from ?? []].flat();
    const header = found.header.find((other) => names.some((name) => fold(name) === fold(other)));
    const pattern = header === undefined ? null : objectPattern('service_id', valuesOf(found, header).values);
    if (pattern !== null) draft.columns['service_id'] = { from: header, pattern };
  }
}

/** Formats beside those of the preset, where its columns are written otherwise; all of them, for each replaces the preset's. */
function addDateFormat(draft: Draft, looks: ReturnType<typeof dateFormatsOf>[], wanted: string[]): void {
  if (wanted.length === 0) return;
  const others = looks.filter(
    ({ candidates, epoch }) =>
      epoch === null && !candidates.flat().some((format) => wanted.map(canonical).includes(canonical(format))),
  );
  const odd = others.filter(({ candidates }) => candidates.length > 0);
  if (odd.length === 0) return;
  const unclear = odd.find(({ candidates }) => candidates.length > 1);
  if (unclear) {
    draft.keys['date_format'] = open;
    draft.unsure.push(`date_format: ${unclear.why}`);
    return;
  }
  const all = [
    ...new Set([...odd.flatMap(({ candidates }) => candidates[0]!), ...(odd.length < looks.length ? wanted : [])]),
  ];
  draft.keys['date_format'] = all.length === 1 ? all[0] : all;
}

/** Leading zeros make no difference to what a format reads. */
function canonical(format: string): string {
  return format.replace(/\bdd\b/, 'd').replace(/\bMM\b/, 'M');
}

function cellsOf(look: LookTable, names: string[]): string[] {
  const header = names
    .map((name) => look.header.find((other) => fold(other) === fold(name)))
    .find((name) => name !== undefined);
  return header === undefined ? [] : valuesOf(look, header).values;
}

/** Series that one name joins, where the export says what tells them apart: proposed as services of their own. */
function addApart(draft: Draft, look: LookTable, tables: { apartBy?: unknown; service: unknown }[]): void {
  for (const { apartBy, service } of tables) {
    const apart = [apartBy ?? []].flat().find((name) => look.header.includes(String(name))) as string | undefined;
    const joined = [service ?? []].flat().find((name) => look.header.includes(String(name))) as string | undefined;
    if (apart === undefined || joined === undefined) continue;
    const [apartAt, joinedAt] = [look.header.indexOf(apart), look.header.indexOf(joined)];
    const pairs = countsOf(look.rows.map((row) => `${row[joinedAt]}\0${row[apartAt]}`));
    const names = countsOf(look.rows.map((row) => row[joinedAt] ?? ''));
    if (pairs.size === names.size) continue;
    const shown = [...pairs.keys()].slice(0, 10).map((pair) => pair.split('\0').join(' / '));
    const isName = [...pairs.keys()].every((pair) => !/^\d*$/.test(pair.split('\0')[1] ?? ''));
    draft.columns['service_id'] = isName ? apart : open;
    draft.unsure.push(
      `service_id: several series bear one name (${joined} / ${apart}): ${shown.join(', ')}; ${isName ? `each ${apart} is proposed as a service of its own` : `name the column that tells them apart, or join them with apart_by`}. Where they are places of one service, keep its name and write location: ${apart}`,
    );
  }
}
