/** The smallest change that each recipe of CONTRIBUTING.md makes. */
import { after, before, both, file, last, type Proof, type Recipe } from './Recipe.ts';

const generated: Proof = { test: 'test/readme.test.ts', title: 'is what `npm run docs` writes' };
const schemas: Proof = { test: 'test/contract/writeJsonSchemas.test.ts' };
const docs = ['run', 'docs'];
const golden = ['run', 'golden', '--', 'test/contract/writeJsonSchemas.test.ts'];

const kpi: Recipe = {
  title: 'A KPI',
  steps: [
    {
      file: 'sql/marts/fct_kpis.sql',
      edit: both(
        before(
          "        ('patch_compliance', 520,",
          "        ('changes_cancelled', 512, 'practice', 'count', 'lower', false),\n",
        ),
        before(
          "    select period_id, 'emergency_change_share',",
          "    select period_id, 'changes_cancelled', cancelled, 1, null from marts.fct_change_totals\n    union all\n",
        ),
      ),
    },
    {
      file: 'templates/words/ja/review.ts',
      edit: before('      patch_compliance:', "      changes_cancelled: '取消した変更',\n"),
    },
    {
      file: 'templates/words/en/review.ts',
      edit: before('      patch_compliance:', "      changes_cancelled: 'Changes cancelled',\n"),
    },
    {
      file: 'test/review/kpis.test.ts',
      edit: last(`
test('changes that were cancelled are counted', async () => {
  const found = await kpiOf('changes_cancelled', {
    'marts.fct_change_totals': [{ period_id: '2026-10', total: 5, cancelled: 2 }],
  });
  expect(found).toMatchObject({ value_text: '2', section: 'practice' });
});
`),
    },
  ],
  writes: [docs],
  red: [
    { without: ['npm run docs'], proof: generated },
    { without: ['templates/words/ja/review.ts'], proof: 'types' },
    { without: ['templates/words/en/review.ts'], proof: 'types' },
  ],
  green: ['types', generated, { test: 'test/review/kpis.test.ts' }, { test: 'test/templates/words/kpis.test.ts' }],
};

const name = 'tickets__titles_say_more';
const checkWords = (words: string) => before('    tickets__words_are_the_contracts:', `    ${name}: '${words}',\n`);
const check: Recipe = {
  title: 'A check',
  steps: [
    {
      file: `sql/checks/${name}.sql`,
      edit: file(`-- A title says more than the number of its ticket.
-- severity: note
-- fix: Write a title.
select tickets.ticket_id as subject, loads.file, tickets._row as row, tickets.title as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.title = tickets.ticket_id
order by all
`),
    },
    { file: 'templates/words/ja/findings.ts', edit: checkWords('件名が番号だけのチケット') },
    { file: 'templates/words/en/findings.ts', edit: checkWords('Tickets whose title is their number') },
    {
      file: 'test/sql/checkCases.ts',
      edit: before(
        "inMonth(\n  'tickets__pauses_end',",
        `inMonth(
  '${name}',
  'a title that is the number; not another one',
  { 'tickets.csv': csv('ticket_id,service_id,severity,opened_at,title', \`TT-1,web,low,\${at(5, '10:00')},TT-1\`, \`TT-2,web,low,\${at(5, '10:00')},Slow\`) },
  ['TT-1 row 2: TT-1'],
);
`,
      ),
    },
  ],
  writes: [docs],
  red: [
    {
      without: ['test/sql/checkCases.ts'],
      proof: { test: 'test/sql/checks.test.ts', title: 'every check has its case' },
    },
    { without: ['templates/words/en/findings.ts'], proof: 'types' },
    { without: ['templates/words/ja/findings.ts'], proof: 'types' },
    {
      without: ['templates/words/ja/findings.ts', 'templates/words/en/findings.ts'],
      proof: { test: 'test/templates/words/findings.test.ts' },
    },
    { without: ['npm run docs'], proof: generated },
  ],
  green: ['types', generated, { test: 'test/sql/checks.test.ts' }, { test: 'test/templates/words/findings.test.ts' }],
};

const language: Recipe = {
  title: 'A language',
  steps: [
    {
      file: 'templates/words/zh.ts',
      edit: file(`/** All words in Chinese. */
import en from './en.ts';
import type { LanguageWords } from './LanguageWords.ts';

const zh: LanguageWords = { ...en, locale: 'zh-CN' };

export default zh;
`),
    },
    {
      file: 'templates/words/languages.ts',
      edit: after("  en: () => import('./en.ts'),\n", "  zh: () => import('./zh.ts'),\n"),
    },
    {
      file: 'test/templates/words/lint.test.ts',
      edit: before('  en: [\n    [/points of', "  zh: [[/Service levels kept/, '']],\n"),
    },
  ],
  writes: [docs, golden],
  red: [
    { without: ['templates/words/zh.ts'], proof: 'types' },
    { without: ['npm run docs'], proof: generated },
    { without: ['npm run golden'], proof: schemas },
  ],
  green: [
    'types',
    generated,
    schemas,
    { test: 'test/templates/words' },
    { test: 'test/contract' },
    { test: 'test/issue' },
    { test: 'test/commands/commands.test.ts' },
    { test: 'test/templates/monthly.test.ts' },
  ],
};

const column: Recipe = {
  title: 'A column',
  steps: [
    { file: 'pipelines/exports/genericTables.ts', edit: after("      'support_level',\n", "      'reporter',\n") },
    {
      file: 'pipelines/exports/explain/columnNames.ts',
      edit: before('    duplicate_of: `', '    reporter: `requester|caller`,\n'),
    },
    {
      file: 'sql/staging/stg_ticket_versions.sql',
      edit: after('        tickets.duplicate_of,\n', '        tickets.reporter,\n'),
    },
    {
      file: 'test/sql/staging.test.ts',
      edit: before(
        "    { edge: 'an empty type is an incident'",
        "    { edge: 'who reported it, as written', row: { reporter: 'Sato' }, expected: { reporter: 'Sato' } },\n",
      ),
    },
  ],
  writes: [docs],
  red: [
    {
      without: ['sql/staging/stg_ticket_versions.sql'],
      proof: { test: 'test/sql/staging.test.ts', title: 'who reported it' },
    },
    {
      without: ['pipelines/exports/genericTables.ts'],
      proof: { test: 'test/sql/staging.test.ts', title: 'who reported it' },
    },
  ],
  green: ['types', generated, { test: 'test/sql/staging.test.ts' }, { test: 'test/exports/sources.test.ts' }],
};

const command: Recipe = {
  title: 'A command',
  steps: [
    {
      file: 'pipelines/commands/where.ts',
      edit: file(`/**
 * \`sla where\`: the workspace that is meant.
 */
import { command, workspace } from './command.ts';

export const where = command({
  name: 'where',
  summary: 'say which workspace is meant',
  arguments: {},
  options: { workspace },
  run: async ({ workspace }, { say }) => {
    say(workspace);
    return 0;
  },
});
`),
    },
    {
      file: 'pipelines/commands/commands.ts',
      edit: both(
        after("import { whatif } from './whatif.ts';\n", "import { where } from './where.ts';\n"),
        after('  verify,\n', '  where,\n'),
      ),
    },
    {
      file: 'test/commands/commands.test.ts',
      edit: after("  verify: ['--workspace', '--trust', '--lang', '--quiet'],\n", "  where: ['--workspace'],\n"),
    },
  ],
  writes: [docs],
  red: [
    {
      without: ['pipelines/commands/commands.ts'],
      proof: { test: 'test/commands/commands.test.ts', title: 'in the table' },
    },
    {
      without: ['test/commands/commands.test.ts'],
      proof: { test: 'test/commands/commands.test.ts', title: 'in the table' },
    },
    { without: ['npm run docs'], proof: generated },
  ],
  green: ['types', generated, { test: 'test/commands/commands.test.ts' }],
};

const key: Recipe = {
  title: 'A contract key',
  steps: [
    {
      file: 'pipelines/contract/schema.ts',
      edit: after('const review = mapping({\n', '  oldest_backlog: positiveDuration.optional(),\n'),
    },
    {
      file: 'pipelines/contract/Contract.ts',
      edit: after('interface ReviewRules {\n', '  oldest_backlog_seconds: number;\n'),
    },
    {
      file: 'pipelines/contract/normaliseContract.ts',
      edit: before(
        '      repeat_incidents: written.review',
        "      oldest_backlog_seconds: seconds(written.review?.oldest_backlog ?? 'P90D'),\n",
      ),
    },
    {
      file: 'test/reference/build.ts',
      edit: after('    review: {\n', '      oldest_backlog_seconds: 90 * 86_400,\n'),
    },
    {
      file: 'test/support/arbitraries/agreements.ts',
      edit: after('        review: {\n', '          oldest_backlog_seconds: 90 * 86_400,\n'),
    },
    {
      file: 'test/contract/readContract.test.ts',
      edit: after('  expect(contract.review).toEqual({\n', '    oldest_backlog_seconds: 90 * 86_400,\n'),
    },
  ],
  writes: [golden],
  red: [
    { without: ['npm run golden'], proof: schemas },
    { without: ['pipelines/contract/normaliseContract.ts'], proof: 'types' },
    { without: ['pipelines/contract/schema.ts'], proof: 'types' },
  ],
  green: ['types', schemas, { test: 'test/contract/readContract.test.ts' }],
};

export const recipes: readonly Recipe[] = [kpi, check, language, column, command, key];
