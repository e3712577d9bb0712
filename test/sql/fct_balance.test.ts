/**
 * The books of generated tickets, by SQL and by the reference engine asked at both cut-offs: however time is cut into periods,
 * every row balances, what one period carries over the next carries in, and both engines count the same.
 */
import { expect, test } from 'vitest';
import { termsAt } from '../../pipelines/contract/termsAt.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import { type BalanceRow, balanceOf, movementsOf } from '../../pipelines/reference/ledger.ts';
import type { MeasureResult } from '../../pipelines/reference/TicketHistory.ts';
import { readModelFiles } from '../../pipelines/warehouse/models.ts';
import type { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { type TicketBatch, ticketBatches } from '../support/arbitraries/tickets.ts';
import { withTickets } from '../support/judgeInSql.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 4_000);
const SEED = Number(process.env['SEED'] ?? 20261131);
const LARGEST = 150;

const TERMS = [
  ['carriedIn', 'carried_in'],
  ['opened', 'opened'],
  ['reopenedOrRevised', 'reopened_or_revised'],
  ['movedIn', 'moved_in'],
  ['met', 'met'],
  ['breached', 'breached'],
  ['excluded', 'excluded'],
  ['noData', 'no_data'],
  ['noLongerPromised', 'no_longer_promised'],
  ['movedOut', 'moved_out'],
  ['carriedOver', 'carried_over'],
] as const;

interface Cut {
  id: string;
  startsAt: number;
  endsAt: number;
  asOf: number;
}

/** Six `months` cut at instants at which much happens: the n-th thing that happened to the n-th ticket, or just after it. */
function cutsOf({ tickets, asOf }: TicketBatch): Cut[] {
  const instants = tickets.flatMap(({ events }) => events.map(({ at }) => at)).filter((at) => at < asOf);
  const chosen = [0.15, 0.3, 0.5, 0.65, 0.8].map(
    (share, index) => [...instants].sort((a, b) => a - b)[Math.floor(instants.length * share)]! + (index % 2),
  );
  const edges = [...new Set([Math.min(...instants) + 1, ...chosen, asOf])].sort((a, b) => a - b);
  return edges.slice(1).map((endsAt, index) => ({
    id: `2026-0${index + 1}`,
    startsAt: edges[index]!,
    endsAt,
    asOf: endsAt,
  }));
}

function quartersOf(months: Cut[]): Cut[] {
  return [months.slice(0, 3), months.slice(3, 6)].flatMap((own, index) =>
    own.length === 0
      ? []
      : [{ ...own[0]!, id: `2026-Q${index + 1}`, endsAt: own.at(-1)!.endsAt, asOf: own.at(-1)!.asOf }],
  );
}

function expectedBooks(batch: TicketBatch, { startsAt, asOf }: Cut): string[] {
  const attributionOf = ({ startedAt }: MeasureResult) =>
    termsAt(batch.contract.terms, startedAt)!.policies.attribution;
  const known = (at: number) => batch.tickets.map((ticket) => judgeTicket(ticket, { ...batch, asOf: at }).measures);
  const [before, after] = [known(startsAt), known(asOf)];
  const movements = batch.tickets.flatMap((_, index) => movementsOf(before[index]!, after[index]!, attributionOf));
  return balanceOf(movements, { from: startsAt, to: asOf }).map(spell).filter(isTouched).sort();
}

const spell = (row: BalanceRow): string =>
  `${row.severity} ${row.measure}: ${TERMS.flatMap(([term]) => (row[term] > 0 ? [`${term} ${row[term]}`] : [])).join(', ')}`;
const isTouched = (line: string): boolean => !line.endsWith(': ');

/** `fct_balance` as it is built, or another select in its place. */
async function booksIn(warehouse: Warehouse, from = 'marts.fct_balance') {
  // What was open before the exports begin is told here: it is what the figures hold back.
  const rows = await warehouse.rows<Record<string, number | string>>(
    `select * replace (coalesce(carried_in, 0) as carried_in) from ${from} order by all`,
  );
  return rows.map((row) => ({
    period: String(row['period_id']),
    row: Object.fromEntries([
      ['severity', row['severity']],
      ['measure', row['measure']],
      ...TERMS.map(([term, column]) => [term, Number(row[column])]),
    ]) as unknown as BalanceRow,
  }));
}

type Books = Awaited<ReturnType<typeof booksIn>>;

const spelt = (books: Books, period: string) =>
  books
    .filter((each) => each.period === period)
    .map(({ row }) => spell(row))
    .filter(isTouched)
    .sort();

function isBalanced(row: BalanceRow): boolean {
  const came = row.carriedIn + row.opened + row.reopenedOrRevised + row.movedIn;
  const decided = row.met + row.breached + row.excluded + row.noData;
  return came === decided + row.noLongerPromised + row.movedOut + row.carriedOver;
}

/** `terms` of the model, one of them left out or counted twice; every other query is as it is. */
const perturbations = TERMS.flatMap(([, column]) => [
  { name: `${column} left out`, terms: `select * from terms where term <> '${column}'` },
  {
    name: `${column} counted twice`,
    terms: `select * from terms union all select * from terms where term = '${column}'`,
  },
]);

/** The model with other terms, as a select. */
function perturbed(balance: string, terms: string): string {
  const wrong = balance.replace(/from terms\s+group by/, `from (${terms}) as terms group by`);
  expect(wrong).not.toBe(balance);
  return `(${wrong.replace(/^(--.*\n)*/, '')}\n)`;
}

const batches = ticketBatches({ seed: SEED, batches: Math.ceil(HISTORIES / LARGEST), ticketsPerBatch: LARGEST });
const seen = new Map<string, number>();
const unnoticed = new Set(perturbations.map(({ name }) => name));

test(`the books of ${HISTORIES} generated tickets are the same in both engines, and balance`, {
  timeout: 1_800_000,
}, async () => {
  const balance = readModelFiles().find(({ name }) => name === 'fct_balance')!.sql;
  for (const batch of batches) {
    const months = cutsOf(batch);
    const expected = [...months, ...quartersOf(months)].map((period) => ({
      id: period.id,
      books: expectedBooks(batch, period),
    }));
    await withTickets({ ...batch, periods: months }, 'marts.fct_balance', async (warehouse) => {
      const right = await booksIn(warehouse);
      for (const { id, books } of expected) expect(spelt(right, id), `seed ${SEED}, ${id}`).toEqual(books);
      for (const { row } of right) {
        expect(isBalanced(row), spell(row)).toBe(true);
        for (const [term] of TERMS) seen.set(term, (seen.get(term) ?? 0) + row[term]);
      }
      for (const { name, terms } of perturbations.filter((each) => unnoticed.has(each.name))) {
        const wrong = await booksIn(warehouse, perturbed(balance, terms));
        const differs = expected.some(({ id, books }) => spelt(wrong, id).join() !== books.join());
        if (differs && wrong.some(({ row }) => !isBalanced(row))) unnoticed.delete(name);
      }
    });
  }
  // A term that no generated ticket ever touched would be proved by nothing.
  for (const [term] of TERMS) expect(seen.get(term), term).toBeGreaterThan(0);
});

test('whichever term is left out or counted twice: the books differ from those of the reference, and do not balance', () => {
  expect([...unnoticed]).toEqual([]);
});
