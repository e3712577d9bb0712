/**
 * Opens the DuckDB file of a workspace and runs statements in it. Knows DuckDB, knows nothing about SLAs.
 */
import { resolve, sep } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { SlaError } from '../errors.ts';
import { patience } from './patience.ts';

export type SqlValue = string | number | bigint | boolean | null;
export type Row = Record<string, SqlValue>;

export interface WarehouseOptions {
  /** Path of the database file, or `:memory:`. */
  path: string;
  /** Upper bound of DuckDB's buffers; peak memory of the process passes it by up to a third. */
  memoryLimit?: string;
  threads?: number;
  /** Told once when another run has the file, before waiting for it. */
  onWait?: (what: string) => void;
}

/** An open database. Close it, or the file stays locked for other runs. */
export class Warehouse {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;
  private readonly lanes: Warehouse[] = [];
  private isSealed = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /**
   * Opens or creates the database. Sessions run in UTC, so that no result depends on the process time zone.
   *
   * Waits while another run has the file.
   *
   * @throws SlaError when the file stays locked by another run, or is no DuckDB database of this version.
   */
  static async open({ path, memoryLimit = '1200MB', threads, onWait }: WarehouseOptions): Promise<Warehouse> {
    const options: Record<string, string> = {
      memory_limit: memoryLimit,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Closing writes everything to the file: doing it on the way too would only cost.
      checkpoint_threshold: '1GB',
    };
    if (threads !== undefined) options['threads'] = String(threads);
    if (path.includes('?'))
      throw new SlaError({
        what: 'The path of the workspace holds a "?": DuckDB takes what follows it for options.',
        where: path,
        fix: 'Rename the folder.',
        state: 'Nothing was changed.',
      });
    for (let tries = 0; ; tries += 1) {
      const held = await Warehouse.create(path, options, tries < patience.seconds * 2);
      if (held instanceof Warehouse) return held;
      if (tries === 0) onWait?.(`waiting for ${held}, which uses the warehouse`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** Opens the file, or says who holds it, if the caller would wait. */
  private static async create(
    path: string,
    options: Record<string, string>,
    wouldWait: boolean,
  ): Promise<Warehouse | string> {
    try {
      // Whole, so that no folder's name is taken for another kind of database (`sqlite:...`).
      const instance = await DuckDBInstance.create(path === ':memory:' ? path : resolve(path), options);
      return new Warehouse(instance, await connect(instance));
    } catch (error) {
      const holder = holderOf(error);
      if (wouldWait && holder !== null) return holder;
      throw explainOpening(path, error, holder);
    }
  }

  /** A second way into the same database, with transactions and temporary tables of its own; closed with this one. */
  async lane(): Promise<Warehouse> {
    if (this.isSealed) return this.lanes[0]!;
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
    if (!this.isSealed) await this.run(`set force_compression = 'uncompressed'`);
  }

  /**
   * Turns file access off for good, but for writing into the named folders, and locks every setting: from here on no
   * statement, whoever wrote it, reads a file, another database or an extension, or opens a way to one.
   */
  async seal(folders: string[]): Promise<void> {
    if (this.isSealed) return;
    await this.withoutCompression();
    // Connections set their time zone, which is a setting too: the second one is made now.
    if (this.lanes.length === 0) await this.lane();
    if (folders.length > 0) await this.run(`set allowed_directories = [${folders.map(quote).join(', ')}]`);
    await this.run('set enable_external_access = false; set lock_configuration = true');
    this.isSealed = true;
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
  const literals = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  // DuckDB's parser takes a zero character for the end of the statement.
  return literals.length === 1 ? literals[0]! : `(${literals.join(' || chr(0) || ')})`;
}

/**
 * The path of one file to read, as an SQL literal: the only way in which a path reaches read_csv and read_parquet. They take
 * it for a pattern, so what is special in patterns (`*`, `?`, `[`) stands in brackets of its own.
 *
 * @throws SlaError for a backslash beside those: within a pattern, it parts folders and cannot be written.
 */
export function fileNamed(path: string): string {
  if (!/[*?[]/.test(path)) return quote(path);
  if (sep !== '\\' && path.includes('\\'))
    throw new SlaError({
      what: `The path holds a backslash beside "*", "?" or "[": DuckDB cannot name such a file.`,
      where: path,
      fix: 'Rename the file, or the folder that holds it.',
      state: 'Nothing of this file was loaded.',
    });
  return quote(path.replaceAll(/[*?[]/g, (special) => `[${special}]`));
}

/** A CSV file where it stands, as a table function; folders named `key=value` are no columns. */
export function readCsv(path: string, options: string): string {
  return `read_csv(${fileNamed(path)}, hive_partitioning = false, ${options})`;
}

/** As {@link readCsv}; rows know their place as `file_row_number`, counted from 0. */
export function readParquet(path: string): string {
  return `read_parquet(${fileNamed(path)}, hive_partitioning = false, file_row_number = true)`;
}

/**
 * The columns of a Parquet file and their types, in order. By their bytes: what hands texts over from DuckDB drops a
 * byte-order mark before them, and a column is found by its whole name.
 */
export async function parquetColumns(warehouse: Warehouse, path: string): Promise<{ name: string; type: string }[]> {
  const found = await warehouse.rows<{ bytes: string; type: string }>(
    `select hex(encode(column_name)) as bytes, column_type as type from (describe select * exclude (file_row_number) from ${readParquet(path)})`,
  );
  return found.map(({ bytes, type }) => ({ name: Buffer.from(bytes, 'hex').toString('utf8'), type }));
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

/** Who has locked the file: DuckDB names the process where the system tells; the lock of a dead one is gone with it. */
function holderOf(error: unknown): string | null {
  const text = error instanceof Error ? error.message : String(error);
  if (!/lock/i.test(text)) return null;
  const pid = /PID (\d+)/.exec(text)?.[1];
  return pid === undefined ? 'another run' : `another run (process ${pid})`;
}

function explainOpening(path: string, error: unknown, holder: string | null): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (holder !== null) {
    return new SlaError({
      what: `${holder.replace('another', 'Another')} is using the warehouse${patience.seconds > 0 ? `, and still was after ${patience.seconds} seconds` : ''}.`,
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
