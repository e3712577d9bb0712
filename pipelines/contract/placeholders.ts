/** What a new workspace leaves to be filled in, and a report must not print. */
import { join } from 'node:path';
import { type Problem, SlaError } from '../errors.ts';
import { packageRoot } from '../packageRoot.ts';
import { problemAt, readYamlFile, type YamlFile } from './yamlFile.ts';

/** Where the starting contract holds words that only the provider knows. Its other values are a proposal. */
const places: { path: string[]; example: string }[] = [
  { path: ['provider', 'name', 'ja'], example: 'みらいマネージドサービス株式会社' },
  { path: ['provider', 'name', 'en'], example: '"Mirai Managed Services, Inc."' },
  { path: ['provider', 'contacts', 'support'], example: 'support@mirai-ms.co.jp' },
  { path: ['provider', 'contacts', 'emergency'], example: '03-1234-5678' },
  { path: ['provider', 'contacts', 'service_manager', 'name', 'ja'], example: '山田 太郎' },
  { path: ['provider', 'contacts', 'service_manager', 'name', 'en'], example: 'Taro Yamada' },
  { path: ['provider', 'contacts', 'service_manager', 'email'], example: 'taro.yamada@mirai-ms.co.jp' },
  { path: ['client', 'id'], example: 'acme' },
  { path: ['client', 'name', 'ja'], example: 'アクメ商事株式会社' },
  { path: ['client', 'name', 'en'], example: '"Acme Trading Co., Ltd."' },
];

/** Every value of contract.yaml that still is the starting contract's. */
export function placeholdersOf(workspace: string): Problem[] {
  const file = readYamlFile(workspace, 'contract.yaml');
  const start = readYamlFile(join(packageRoot(), 'fixtures', 'start'), 'contract.yaml');
  if (!file || !start) return [];
  return places.flatMap(({ path, example }) => {
    const value = valueAt(file, path);
    if (typeof value !== 'string' || value !== valueAt(start, path)) return [];
    return [
      problemAt(
        file,
        path,
        `"${value}" still stands where the starting contract left a blank.`,
        `For example: ${path.at(-1)}: ${example}`,
      ),
    ];
  });
}

/** @throws SlaError for a contract that is not filled in yet. */
export function refusePlaceholders(workspace: string): void {
  const problems = placeholdersOf(workspace);
  if (problems.length > 0)
    throw new SlaError(
      problems.map((problem) => ({ ...problem, state: 'No report was written: it would go out with these words.' })),
    );
}

function valueAt({ value }: YamlFile, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}
