/** The way in cannot rot: what CONTRIBUTING.md and the architecture name exists, and no room goes unnamed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../pipelines/packageRoot.ts';
import { isNamed } from './recipes/Recipe.ts';
import { recipes as followed } from './recipes/recipes.ts';

const root = packageRoot();
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
const [, ...recipes] = text('CONTRIBUTING.md').split(/^## /m);

/** Paths in backticks: those that begin with a folder of the repository, and documents in its root. */
const pathsOf = (page: string): string[] =>
  [...page.matchAll(/`((?:(?:pipelines|sql|templates|fixtures|test)\/[\w./-]*)|[A-Z]+\.md)`/g)].map(
    ([, path]) => path!,
  );

describe.each(recipes.filter((recipe) => recipe.startsWith('A ')).map((recipe) => [recipe.split('\n')[0], recipe]))(
  '%s',
  (_, recipe = '') => {
    test('names files that exist', () => {
      expect(pathsOf(recipe).length).toBeGreaterThan(3);
      expect(pathsOf(recipe).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    });

    test('says which test is red until it is done', () => {
      const [, red = ''] = recipe.split(/Red until then: /);
      expect(red).toMatch(/`test\/[\w./]+\.test\.ts`/);
    });

    test('runs scripts of the package', () => {
      const named = [...recipe.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
      expect(named.filter((name) => !(name in scripts))).toEqual([]);
    });
  },
);

describe.each(followed.map((recipe) => [recipe.title, recipe] as const))(
  '%s, as `npm run recipes` follows it',
  (title, { steps }) => {
    const told = recipes.find((recipe) => recipe.startsWith(`${title}\n`)) ?? '';

    test.each(steps.map(({ file, edit }) => [file, edit] as const))('%s is named, and takes its step', (file, edit) => {
      const path = join(root, file);
      expect(isNamed(told, file)).toBe(true);
      expect(edit(existsSync(path) ? readFileSync(path, 'utf8') : null).length).toBeGreaterThan(50);
    });
  },
);

test('there is a recipe for each of the eight', () => {
  const titles = recipes.map((recipe) => recipe.split('\n')[0]);
  const things = ['preset', 'KPI', 'check', 'language', 'column', 'command', 'contract key', 'rule of counting'];
  expect(titles).toEqual([...things.map((thing) => `A ${thing}`), 'Commits']);
});

test('the architecture names every folder of pipelines, every file and every model that it shows', () => {
  const page = text('pipelines/README.md');
  const folders = (at: string): string[] =>
    readdirSync(join(root, at), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`);
  const rooms = [...folders('pipelines'), ...folders('pipelines/exports')];
  expect(rooms.filter((room) => !page.includes(`\`${room}\``) && !page.includes(`[\`${room}\`]`))).toEqual([]);
  const files = [...page.matchAll(/`((?:[a-z]+\/)?[\w/]+\.ts)`/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !existsSync(join(root, 'pipelines', file)) && !existsSync(join(root, file)))).toEqual(
    [],
  );
  const models = readdirSync(join(root, 'sql'), { recursive: true }).map(String);
  const named = [...page.matchAll(/`((?:stg|int|fct)_\w+)`/g)].map(([, name]) => name!);
  expect(named.filter((name) => !models.some((file) => file.endsWith(`/${name}.sql`)))).toEqual([]);
  expect(pathsOf(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
