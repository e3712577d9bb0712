/** Encodings, told apart by what a file holds: each text is read as it was written, and no guess passes mojibake on. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { guessEncoding } from '../../pipelines/exports/read/encodings.ts';
import { failure, load } from './loading.ts';

const encoded = (text: string, encoding: string): Buffer =>
  execFileSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: text });

// Short texts, as titles of tickets are; a name of iconv where it is another.
test.each([
  { is: 'windows-1252', text: 'Serviço - solução' },
  { is: 'windows-1252', text: 'Description;Priorité;Créé\nProblème réseau à l’étage;Très haute;5 févr.' },
  { is: 'windows-1252', text: 'Störung;Geschäftsführung;Müller;größer' },
  { is: 'windows-1252', text: 'Teléfono;señal;¿Qué pasó?;número' },
  { is: 'windows-1252', text: 'Connecting… message' },
  { is: 'windows-1252', text: 'Fejl på skærm;løst;Åben' },
  { is: 'windows-1252', text: 'Descrição;Requisição;Usuário não consegue acessar' },
  { is: 'windows-1252', text: 'perché non è più disponibile' },
  { is: 'windows-1252', text: 'Budget: 100 € – 5° C' },
  { is: 'cp932', text: '日本' },
  { is: 'cp932', text: '受付番号,種別,件名\nA-1,障害,サーバー停止' },
  { is: 'cp932', text: 'ERPが応答しない,mailサーバの再起動,Windows更新後に起動せず' },
  { is: 'cp932', text: 'ｻｰﾊﾞ停止,ﾈｯﾄﾜｰｸ障害' },
  { is: 'cp932', text: '髙﨑様より①の件（㈱アクメ）～至急' },
  { is: 'euc-jp', text: '受付番号,種別,件名\nA-1,障害,サーバー停止' },
  { is: 'windows-1251', text: '№;Создан;Тема\n1;2026-10-05;Не работает почта' },
  { is: 'windows-1251', text: 'Закрыт;Высокий;Ошибка доступа' },
  { is: 'koi8-r', text: 'Номер;Создан;Тема\n1;2026-10-05;Не работает почта' },
  { is: 'windows-1250', text: 'Zgłoszenie;Źródło;Użytkownik nie może się zalogować' },
  { is: 'iso-8859-2', text: 'Zgłoszenie;Źródło;Użytkownik się nie loguje, błąd sieci, śledź' },
  { is: 'windows-1250', text: 'Požadavek;Středně důležitý;Uživatel se nemůže přihlásit' },
  { is: 'gb18030', text: '编号,标题,状态\n1,服务器不能访问的问题,处理中' },
  { is: 'euc-kr', text: '번호,제목,상태\n1,서버가 응답하지 않습니다,처리중' },
] as const)('$is: $text', ({ is, text }) => {
  expect(guessEncoding(encoded(text, is))).toBe(is);
});

const sources = (more = ''): string => `version: 1
sources:
  - files: "exports/**"
    table: tickets
    zone: UTC
${more}    columns: { ticket_id: id, opened_at: at, title: t }
`;

test.each([
  { encoding: 'windows-1252', title: 'Serviço - solução' },
  { encoding: 'windows-1251', title: 'Не работает почта' },
  { encoding: 'euc-jp', title: 'サーバー停止' },
  { encoding: 'iso-2022-jp', title: 'サーバー停止のお知らせ' },
  { encoding: 'utf-16le', title: '停止, Störung' },
  { encoding: 'utf-16be', title: '停止, Störung' },
])('$encoding is read without being told, and said; told, it says nothing', async ({ encoding, title }) => {
  const bytes = encoded(`id;at;t\n1;2026-10-05 09:00;${title}\n`, encoding);
  const guessed = await load({ 'a.csv': bytes }, sources());
  expect(await guessed.rows('tickets')).toMatchObject([{ title }]);
  const said = (await guessed.notices()).filter((notice) => notice.includes(`encoding: ${encoding}`));
  expect(said).toHaveLength(encoding.startsWith('utf') ? 0 : 1);
  const told = await load({ 'a.csv': bytes }, sources(`    encoding: ${encoding}\n`));
  expect(await told.rows('tickets')).toMatchObject([{ title }]);
  expect(await told.notices()).toEqual([]);
});

test('a wrong encoding is an error with the byte, its line, and the line that mends it', async () => {
  const bytes = encoded('id;at;t\n1;2026-10-05 09:00;plain\n2;2026-10-05 09:00;Serviço\n', 'windows-1252');
  const message = await failure({ 'a.csv': bytes }, sources('    encoding: utf-8\n'));
  expect(message).toContain('exports/a.csv, line 3');
  expect(message).toContain(`byte ${bytes.indexOf(0xe7) + 1} (0xe7) is wrong`);
  const line = /encoding: ([\w-]+)$/m.exec(message)![0];
  expect(line).toBe('encoding: windows-1252');
  expect(await (await load({ 'a.csv': bytes }, sources(`    ${line}\n`))).rows('tickets')).toHaveLength(2);
});

test('bytes that make no sense in any encoding are refused with the first of them and its line', async () => {
  const noise = Buffer.from(Array.from({ length: 400 }, (_, index) => 0x80 + ((index * 73) % 128)));
  const message = await failure({ 'a.csv': Buffer.concat([Buffer.from('id;at;t\n1;x;'), noise]) }, sources());
  expect(message).toContain('exports/a.csv, line 2');
  expect(message).toContain('byte 13');
});

test.each(['cp932', 'utf-8'])('a line of half a megabyte in %s is told apart as a short one is', async (encoding) => {
  const title = '障害受付'.repeat(40_000);
  const text = `ticket_id,type,service_id,severity,opened_at,title\nT-1,incident,web,high,2026-10-01T00:00:00Z,${title}`;
  const { rows } = await load({ 'tickets.csv': encoded(text, encoding) });
  expect((await rows('tickets')).map((row) => row['title'] === title)).toEqual([true]);
});

test.each([
  { edge: 'in the second byte of three', cut: 1, says: 'The file ends in the middle of a character' },
  { edge: 'before the last byte', cut: 2, says: 'The file ends in the middle of a character' },
])('a file that was cut off $edge of a letter says so, and no byte that is not there', async ({ cut, says }) => {
  const head = 'ticket_id,type,service_id,severity,opened_at,title\nT-1,incident,web,high,2026-10-01T00:00:00Z,';
  const bytes = Buffer.concat([Buffer.from(`${head}障害`), Buffer.from('停').subarray(0, cut)]);
  const said = await failure({ 'tickets.csv': bytes });
  expect(said).toContain(`${says} (byte ${bytes.length}): it was cut off.`);
  expect(said).toContain('exports/tickets.csv, line 2');
});
