/** Gives one mutated file to those who read it, as a run would, and says how it went. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCommentary } from '../../pipelines/contract/readCommentary.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { readExclusions } from '../../pipelines/contract/readExclusions.ts';
import { readObjections } from '../../pipelines/contract/readObjections.ts';
import { SlaError } from '../../pipelines/errors.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { verifyReport } from '../../pipelines/issue/verifyReport.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { expandCalendars } from '../../pipelines/run/writeCalendarTables.ts';
import { buildModel } from '../../pipelines/warehouse/buildModels.ts';
import { installMacros, type Model, orderModels, readModelFiles } from '../../pipelines/warehouse/models.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import type { Workshop } from './bases.ts';
import type { FuzzCase } from './mutate.ts';

export type Outcome =
  | { kind: 'accepted'; rows: number; rejected: number }
  | { kind: 'refused'; message: string }
  /** A stack, a refusal without place or remedy, rows that are nowhere, another's rows moved, or too much time: what must not be. */
  | { kind: 'failed'; why: string };

const slowestMs = 20_000;
const mostMemory = 2_000_000_000;

/** Exports that nobody touches, beside the mutated one: what is known of them must stay what it is. */
const beside = {
  'exports/tickets-beside.csv':
    'ticket_id,type,service_id,severity,title,opened_at,resolved_at\nN-1,incident,crm,high,Beside,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z\n',
  'exports/uptime_samples-beside.csv':
    'service_id,checked_at,state\ncrm,2026-10-05T09:00:00Z,up\ncrm,2026-10-05T09:01:00Z,down\n',
};

/** A workspace and a warehouse in which one case after the other is tried. */
export class Bench {
  readonly workshop: Workshop;
  private readonly workspace: string;
  private warehouse: Warehouse | null = null;
  private untouched = '';
  private staging: Model[] = [];
  private isStaged = true;

  constructor(workshop: Workshop, workspace: string) {
    this.workshop = workshop;
    this.workspace = workspace;
  }

  close(): void {
    this.warehouse?.close();
    rmSync(this.workspace, { recursive: true, force: true });
  }

  /** A fatal error leaves a database that answers nothing: another one takes its place. */
  renew(): void {
    this.warehouse?.close();
    this.warehouse = null;
  }

  /** @param isStaged also whether what was read is staged or set aside, which costs most of a case */
  async try(fuzzed: FuzzCase, isStaged = true): Promise<Outcome> {
    this.isStaged = isStaged;
    const begun = performance.now();
    const outcome = await this.read(fuzzed).catch(judged);
    const ms = performance.now() - begun;
    if (outcome.kind === 'failed') return outcome;
    if (ms > slowestMs) return { kind: 'failed', why: `took ${Math.floor(ms)} ms` };
    const memory = process.resourceUsage().maxRSS * 1024;
    return memory > mostMemory ? { kind: 'failed', why: `took ${Math.floor(memory / 1e6)} MB` } : outcome;
  }

  private async read(fuzzed: FuzzCase): Promise<Outcome> {
    if (fuzzed.readBy === 'agreement') return this.readAgreement(fuzzed);
    return fuzzed.readBy === 'verify' ? await this.verify(fuzzed) : await this.load(fuzzed);
  }

  private async load(fuzzed: FuzzCase): Promise<Outcome> {
    this.warehouse ??= await this.newWarehouse();
    const { warehouse } = this;
    this.lay({ ...beside, [fuzzed.file]: fuzzed.bytes, ...(fuzzed.sources ? { 'sources.yaml': fuzzed.sources } : {}) });
    let outcome: Outcome;
    try {
      const { loaded, stillSetAside } = await loadInto(warehouse, this.workspace);
      const sum = (of: 'rows' | 'rejected'): number =>
        [...loaded, ...stillSetAside.filter(({ file }) => !(file in beside) && loaded.length === 0)].reduce(
          (total, each) => total + Number(each[of]),
          0,
        );
      if (this.isStaged) await this.stage(warehouse);
      const lost = this.isStaged ? await unbalanced(warehouse, fuzzed) : null;
      outcome = lost ?? {
        kind: 'accepted',
        rows: sum('rows'),
        rejected: sum('rejected'),
      };
    } catch (error) {
      outcome = judged(error);
      if (outcome.kind === 'failed') return outcome;
    }
    const now = await besideNow(warehouse);
    return now === this.untouched
      ? outcome
      : { kind: 'failed', why: `what is known of other files moved: ${this.untouched} became ${now}` };
  }

  private async newWarehouse(): Promise<Warehouse> {
    const warehouse = await Warehouse.open({ path: ':memory:', threads: 2 });
    this.lay(beside);
    await loadInto(warehouse, this.workspace);
    this.staging = await prepareStaging(warehouse);
    await this.stage(warehouse);
    this.untouched = await besideNow(warehouse);
    return warehouse;
  }

  private async stage(warehouse: Warehouse): Promise<void> {
    const filled = await warehouse.rows<{ name: string }>('select distinct table_name as name from raw.loads');
    const wanted = filled.map(({ name }) => staged[name as keyof typeof staged]);
    for (const model of this.staging)
      if (alwaysStaged.includes(model.name) || wanted.includes(model.name)) await buildModel(warehouse, model);
  }

  private readAgreement({ file, bytes }: FuzzCase): Outcome {
    const { workspace } = this;
    this.lay({ [file]: bytes });
    for (const name of ['contract.yaml', 'exclusions.yaml', 'calendars', 'commentary'])
      cpSync(join(packageRoot(), 'fixtures/sample', name), join(workspace, name), { recursive: true, force: false });
    const contract = readContract(workspace);
    const exclusions = readExclusions(workspace, contract);
    readObjections(workspace, contract, exclusions);
    readSources(workspace);
    readCommentary(workspace, '2026-10');
    expandCalendars(contract, workspace, Date.UTC(2026, 8, 30, 15) / 1000, Date.UTC(2026, 9, 31, 15) / 1000);
    return { kind: 'accepted', rows: 0, rejected: 0 };
  }

  /** Of the report, without its exports: the parts that read what a stranger sends. */
  private async verify({ file, bytes, steps, kind }: FuzzCase): Promise<Outcome> {
    const { workspace } = this;
    rmSync(workspace, { recursive: true, force: true });
    cpSync(this.workshop.issued, workspace, { recursive: true });
    writeFileSync(join(workspace, file), bytes);
    const base = this.workshop.bases.find((each) => each.file === file);
    const isSame = Buffer.compare(Buffer.from(bytes), Buffer.from(await base!.pack(base!.text))) === 0;
    const request = { workspace, now: Date.UTC(2026, 11, 1) / 1000 };
    const { differences } = await verifyReport(request, join(workspace, file), 'en');
    // Another byte of a PDF is another document. (Of a manifest only what it says counts, not how it is written.)
    if (kind === 'PDF' && !isSame && differences.length === 0)
      return { kind: 'failed', why: `a PDF passes as it was issued, with ${steps.join(', ')}` };
    return { kind: 'accepted', rows: 0, rejected: 0 };
  }

  private lay(files: Record<string, string | Uint8Array>): void {
    rmSync(this.workspace, { recursive: true, force: true });
    mkdirSync(join(this.workspace, 'exports'), { recursive: true });
    for (const [file, content] of Object.entries(files)) {
      if (!existsSync(dirname(join(this.workspace, file))))
        mkdirSync(dirname(join(this.workspace, file)), { recursive: true });
      writeFileSync(join(this.workspace, file), content);
    }
  }
}

function judged(error: unknown): Outcome {
  if (!(error instanceof SlaError))
    return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const bare = error.problems.find(({ where, fix }) => !where || !fix);
  return bare
    ? { kind: 'failed', why: `a refusal without place or remedy: ${bare.what}` }
    : { kind: 'refused', message: error.message };
}

const loadInto = (warehouse: Warehouse, workspace: string): ReturnType<typeof loadExports> =>
  loadExports(warehouse, {
    workspace,
    sourceOf: readSources(workspace),
    gaps: { key: 'fuzz', seconds: new Map(['sap', 'crm'].map((service) => [service, 180])) },
    loadedAt: '2026-11-01T00:00:00Z',
  });

/** The tables that staging reads besides raw ones, empty; and its models that know of tables that cases fill, in order. */
async function prepareStaging(warehouse: Warehouse): Promise<Model[]> {
  await installMacros(warehouse);
  await warehouse.run(
    'create schema staging; create schema contract; create table contract.severities (severity_key varchar, severity varchar, severity_rank integer, term_id varchar)',
  );
  return await orderModels(
    warehouse,
    readModelFiles().filter(({ layer }) => layer === 'staging'),
  );
}

/** Everything that is known of the files beside, in one text. */
async function besideNow(warehouse: Warehouse): Promise<string> {
  const found = await warehouse.row<{ said: string }>(`
    select (select string_agg(t::varchar, ';') from (select * exclude (_load, ordinal) from staging.stg_ticket_versions where ticket_id = 'N-1') as t)
      || (select string_agg(r::varchar, ';' order by first_at) from (select * exclude (_load) from raw.uptime_runs where service_id = 'crm' and _load in (select load_id from raw.loads where file like '%beside%')) as r) as said`);
  return found.said;
}

const staged = {
  tickets: 'stg_ticket_versions',
  ticket_events: 'stg_ticket_events',
  uptime_states: 'stg_uptime_states',
  capacity: 'stg_capacity',
  backups: 'stg_backups',
  maintenance: 'stg_maintenance',
};

/** What the others and {@link besideNow} read. */
const alwaysStaged = [
  'stg_loads',
  'stg_ticket_words',
  'stg_ticket_versions',
  'stg_ticket_events',
  'stg_state_ends',
  'stg_rejected_cells',
];

/** What was read is staged or set aside, row by row, and nothing else. */
async function unbalanced(warehouse: Warehouse, { text, kind, file }: FuzzCase): Promise<Outcome | null> {
  const filled = await warehouse.rows<{ name: string }>('select distinct table_name as name from raw.loads');
  const names = filled.map(({ name }) => name);
  const counts = Object.entries(staged)
    .filter(([table]) => names.includes(table))
    .map(
      ([table, model]) => `select '${table}' as table_name,
      (select count(distinct (_load, _row)) from raw.${table}) as read,
      (select count(distinct (_load, _row)) from staging.${model}) as kept,
      (select count(distinct (_load, _row)) from staging.stg_rejected_cells where table_name = '${table}' and (_load, _row) in (select (_load, _row) from raw.${table})) as aside`,
    );
  const [lost] = await warehouse.rows(`select * from (${counts.join(' union all ')}) where read <> kept + aside`);
  if (lost) return { kind: 'failed', why: `read, staged and set aside differ: ${JSON.stringify(lost)}` };
  const { rows, runs, orphans, aside } = await warehouse.row<{
    rows: number;
    runs: number;
    orphans: number;
    aside: number;
  }>(`
    select (select coalesce(sum(row_count), 0)::integer from raw.loads where file not like '%beside%') as rows,
      (select coalesce(sum(row_count), 0)::integer from raw.loads where table_name = 'uptime_samples') - (select coalesce(sum(samples), 0)::integer from raw.uptime_runs) as runs,
      (select count(*)::integer from raw.rejects where _load not in (select load_id from raw.loads)) as orphans,
      (select count(distinct (_load, _row))::integer from raw.rejects) as aside`);
  if (orphans > 0) return { kind: 'failed', why: `${orphans} rejects belong to no file` };
  if (runs !== 0) return { kind: 'failed', why: `${runs} samples were read and are in no run` };
  // Counted by another hand, where that is simple: a line, a record.
  const lines =
    kind === 'NDJSON' && text !== undefined ? text.split('\n').filter((line) => line.trim() !== '').length : null;
  return lines === null || lines === rows + aside
    ? null
    : { kind: 'failed', why: `${file} has ${lines} lines: ${rows} were read, ${aside} set aside` };
}
