/** Judges the rows of a table-driven test through SQL: one warehouse for all rows that share an agreement. */
import { contractWith, jp, jst, type TicketRow, ticketOf } from '../reference/build.ts';
import { judgeInSql, type Outcome } from './judgeInSql.ts';

/** The measures of each row, in the order of cycle and measure. Rows are written as in test/clock. */
export async function judgeRows(rows: readonly TicketRow[]): Promise<Outcome[][]> {
  const groups = new Map<string, { row: TicketRow; index: number }[]>();
  for (const [index, row] of rows.entries()) {
    const key = JSON.stringify([row.policies ?? {}, row.asOf ?? null, row.exclusions ?? []]);
    groups.set(key, [...(groups.get(key) ?? []), { row, index }]);
  }
  const judged = new Map<number, Outcome[]>();
  for (const group of groups.values()) {
    const { policies, asOf, exclusions } = group[0]!.row;
    const tickets = group.map(({ row, index }) => ({
      ...ticketOf(row),
      ticketId: row.columns?.ticketId ?? `T-${index}`,
    }));
    const agreement = { contract: contractWith(policies), calendars: { jp }, exclusions: exclusions ?? [] };
    const found = await judgeInSql({ ...agreement, asOf: jst(asOf ?? '12-31 00:00'), tickets });
    for (const [position, { index }] of group.entries())
      judged.set(index, found.get(tickets[position]!.ticketId) ?? []);
  }
  return rows.map((_, index) => judged.get(index)!);
}
