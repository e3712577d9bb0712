/** Files import one way: none needs, by whatever way round, a file that needs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../pipelines/packageRoot.ts';

const root = packageRoot();
const files = ['pipelines', 'templates'].flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** Of each file, the files that it names; without those of which it takes types only, if so wished. */
function importsOf(file: string, withTypes: boolean): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [...text.matchAll(/^(?:import|export) (type )?(?:([^;']*?) from )?'(\.[^']+)';/gm)];
  return named
    .filter(([, type, names = '']) => withTypes || !(type || /^\{\s*(type \w+,?\s*)+\}$/.test(names)))
    .map(([, , , path]) => join(dirname(file), path!));
}

/** The circles, each as its files in order of name: what Tarjan calls strongly connected. */
function circles(imports: Map<string, string[]>): string[][] {
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}

const graph = (withTypes: boolean) => new Map(files.map((file) => [file, importsOf(file, withTypes)]));

test('a circle is found, and what leads into it is no part of it', () => {
  const imports = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [] };
  expect(circles(new Map(Object.entries(imports)))).toEqual([['b', 'c']]);
});

test('no file runs only when one runs that needs it', () => {
  expect(circles(graph(false))).toEqual([]);
});

test('not for types either, but for the languages: their list is made of the words, and words speak of an agreement', () => {
  const [ofWords, ...others] = circles(graph(true));
  expect(others).toEqual([]);
  expect(ofWords).toContain('templates/words/languages.ts');
  // What holds it together is one import: without it there is none.
  const without = graph(true);
  const derived = 'pipelines/contract/languages.ts';
  without.set(
    derived,
    without.get(derived)!.filter((file) => file !== 'templates/words/languages.ts'),
  );
  without.set('templates/words/index.ts', []);
  expect(circles(without)).toEqual([]);
});
