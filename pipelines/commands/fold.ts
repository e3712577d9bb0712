/**
 * `sla fold`: samples into runs, on a cluster, where they lie.
 */
import { command, flag, oneOf, optional, quiet, several, workspace } from './command.ts';

export const fold = command({
  name: 'fold',
  summary: 'fold samples that lie in a lake with the Spark that is there; its runs come back as one export',
  help: `Runs "$SPARK_HOME"/bin/spark-sql, which SPARK_CONF_DIR tells about its cluster. Without it, --print writes the
statements and says what to run where Spark is, and --bring takes the results in. See pipelines/exports/fold/SPARK.md.`,
  arguments: {
    inputs: several('[inputs...]', 'files, folders or patterns as Spark names them: s3a://lake/checks/2026-10'),
  },
  options: {
    workspace,
    engine: oneOf('<engine>', 'what folds', ['spark'], 'spark'),
    format: optional('<format>', 'csv or parquet (default: what the files are, as far as they are here; else csv)'),
    columns: optional(
      '<names>',
      'columns of the files in their order, with commas between (default: as the files say, else the generic ones)',
    ),
    zone: optional('<zone>', 'time zone of instants that say no offset, for example Asia/Tokyo'),
    results: optional('<folder>', 'where Spark writes (default: folded/ of the workspace)'),
    name: optional(
      '<name>',
      'of the export that is written: exports/folded/uptime_samples-NAME.parquet (default: a key of the fold)',
    ),
    print: flag('run nothing: write the statements, and print the commands'),
    bring: optional('<folder>', 'run nothing: take in the results that were copied into this folder'),
    quiet,
  },
  run: async (given, { say, tell }) => {
    const { foldOnSpark } = await import('./foldOnSpark.ts');
    return await foldOnSpark(given, { sparkHome: process.env['SPARK_HOME'] || null, say, tell });
  },
});
