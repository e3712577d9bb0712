/**
 * Opens the DuckDB file of a workspace and runs statements in it. Knows DuckDB, knows nothing about SLAs.
 */
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { SlaError } from '../errors.ts';

export type SqlValue = string | number | bigint | boolean | null;
export type Row = Record<string, SqlValue>;

export interface WarehouseOptions {
  /** Path of the database file, or `:memory:`. */
  path: string;
  /** Upper bound of DuckDB's buffers; peak memory of the process passes it by up to a third. */
  memoryLimit?: string;
  threads?: number;
}

/** An open database. Close it, or the file stays locked for other runs. */
export class Warehouse {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;
  private readonly lanes: Warehouse[] = [];

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /**
   * Opens or creates the database. Sessions run in UTC, so that no result depends on the process time zone.
   *
   * @throws SlaError when the file is locked by another run, or is no DuckDB database of this version.
   */
  static async open({ path, memoryLimit = '1200MB', threads }: WarehouseOptions): Promise<Warehouse> {
    const options: Record<string, string> = {
      memory_limit: memoryLimit,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Closing writes everything to the file: doing it on the way too would only cost.
      checkpoint_threshold: '1GB',
    };
    if (threads !== undefined) options['threads'] = String(threads);
    try {
      const instance = await DuckDBInstance.create(path, options);
      return new Warehouse(instance, await connect(instance));
    } catch (error) {
      throw explainOpening(path, error);
    }
  }

  /** A second way into the same database, with transactions and temporary tables of its own; closed with this one. */
  async lane(): Promise<Warehouse> {
    const lane = new Warehouse(this.instance, await connect(this.instance));
    this.lanes.push(lane);
    return lane;
  }

  /** Runs one or several statements without a result. */
  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** All rows of a select as plain objects; BIGINT becomes a number where it is exact, else stays a bigint. */
  async rows<T extends object = Row>(sql: string, values?: SqlValue[]): Promise<T[]> {
    const reader = await this.connection.runAndReadAll(sql, values as DuckDBValue[] | undefined);
    const names = reader.deduplicatedColumnNames();
    const columns = reader.getColumns();
    return Array.from({ length: reader.currentRowCount }, (_, index) =>
      Object.fromEntries(names.map((name, column) => [name, plain(columns[column]?.[index])])),
    ) as T[];
  }

  /** The one row of a select that has exactly one. */
  async row<T extends object = Row>(sql: string, values?: SqlValue[]): Promise<T> {
    const rows = await this.rows<T>(sql, values);
    if (rows.length !== 1) throw new Error(`expected one row, found ${rows.length}: ${sql}`);
    return rows[0]!;
  }

  /** Runs `work` in one transaction: all of it, or nothing. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin transaction');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      await this.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /**
   * What is written from here on is not compressed, neither now nor when the file is closed: looking for the best
   * compression takes longer than most models take to build.
   */
  async withoutCompression(): Promise<void> {
    await this.run(`set force_compression = 'uncompressed'`);
  }

  /** Turns file access off for good, but for writing into the named folders. */
  async sealExcept(folders: string[]): Promise<void> {
    if (folders.length > 0) await this.run(`set allowed_directories = [${folders.map(quote).join(', ')}]`);
    await this.run('set enable_external_access = false');
  }

  close(): void {
    for (const lane of this.lanes) lane.connection.closeSync();
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`set TimeZone = 'UTC'`);
  return connection;
}

/** A text as an SQL literal. The only way in which foreign text enters a statement. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A value as an SQL literal. */
export function literal(value: SqlValue): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? quote(value) : String(value);
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value !== null && typeof value === 'object' && 'items' in value) {
    return (value.items as unknown[]).map(plain);
  }
  return value ?? null;
}

function explainOpening(path: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (/lock/i.test(text)) {
    return new SlaError({
      what: 'Another run is using the warehouse.',
      where: path,
      fix: 'Wait until it has finished, then run the command again.',
      state: 'Nothing was changed.',
    });
  }
  return new SlaError({
    what: `The warehouse cannot be opened: ${text.split('\n')[0]}`,
    where: path,
    fix: 'Delete the file: it is rebuilt from exports/ by the next run. If the folder cannot be written, choose another workspace.',
    state: 'Nothing was changed.',
  });
}
