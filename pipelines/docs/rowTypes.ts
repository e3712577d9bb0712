/** What the marts say of their columns, as types of rows and as tables of sql/README.md. */
import type { Model, ModelColumn } from '../warehouse/models.ts';
import type { Shapes } from './emptyWarehouse.ts';

/** Longest line of a file of code. */
const width = 120;

/** A type a mart, `FctChanges` of fct_changes. @throws when a mart does not describe exactly the columns that it has. */
export function rowTypes({ models, tables }: Shapes): string {
  const types = martsOf(models).map((model) => {
    const columns = tables.get(model.qualifiedName)!;
    compare(model, Object.keys(columns));
    const fields = model.columns.map((column) => `  /** ${column.text} */\n${field(column, columns[column.name]!)}`);
    return `/** ${model.purpose} */\nexport interface ${typeName(model.name)} {\n${fields.join('\n')}\n}`;
  });
  const lead = '/** The rows of the marts, as the models in sql/marts/ describe them. Made by `npm run docs`. */';
  return `${lead}\n\n${types.join('\n\n')}\n`;
}

/** A table a mart: column, type, and what it says. */
export function columnTables({ models, tables }: Shapes, tableRow: (cells: string[]) => string): string {
  return martsOf(models)
    .map(({ name, qualifiedName, columns }) => {
      const types = tables.get(qualifiedName)!;
      const rows = columns.map((column) => [
        column.name,
        `${(types[column.name] ?? '').toLowerCase()}${column.isNullable ? ', nullable' : ''}`,
        column.values.length === 0 ? column.text : `${column.text} One of: ${column.values.map(shown).join(', ')}.`,
      ]);
      const head = [
        ['Column', 'Type', 'What it says'],
        ['---', '---', '---'],
      ];
      return `### ${name}\n\n${[...head, ...rows].map(tableRow).join('\n')}`;
    })
    .join('\n\n');
}

const shown = (value: string): string => (value === '' ? '(empty)' : `\`${value}\``);

const martsOf = (models: readonly Model[]): Model[] =>
  models.filter(({ layer }) => layer === 'marts').sort((a, b) => (a.name < b.name ? -1 : 1));

function compare({ file, columns }: Model, built: string[]): void {
  const described = columns.map(({ name }) => name);
  if (described.join() === built.join()) return;
  const missing = built.filter((name) => !described.includes(name));
  const surplus = described.filter((name) => !built.includes(name));
  throw new Error(
    `${file}: its "-- columns:" must name its columns in their order: ${built.join(', ')}` +
      `${missing.length > 0 ? `; missing: ${missing.join(', ')}` : ''}${surplus.length > 0 ? `; not there: ${surplus.join(', ')}` : ''}`,
  );
}

const typeName = (name: string): string => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A field as the formatter writes it. */
function field(column: ModelColumn, duckdbType: string): string {
  const values = column.values.map((value) => `'${value}'`);
  const parts = [
    ...(values.length > 0 ? values : typeOf(duckdbType, column.isBig)),
    ...(column.isNullable ? ['null'] : []),
  ];
  const line = `  ${column.name}: ${parts.join(' | ')};`;
  return line.length <= width ? line : `  ${column.name}:\n${parts.map((part) => `    | ${part}`).join('\n')};`;
}

function typeOf(duckdbType: string, isBig: boolean): string[] {
  if (duckdbType.endsWith('[]')) {
    const [element = '', ...others] = typeOf(duckdbType.slice(0, -2), isBig);
    return [others.length === 0 ? `${element}[]` : `(${[element, ...others].join(' | ')})[]`];
  }
  if (duckdbType === 'VARCHAR') return ['string'];
  if (duckdbType === 'BOOLEAN') return ['boolean'];
  if (/^(U?BIGINT|U?INTEGER|HUGEINT|DOUBLE)$/.test(duckdbType)) return isBig ? ['number', 'bigint'] : ['number'];
  return ['unknown'];
}
