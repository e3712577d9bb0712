/** Writes the keys of an entry as YAML on one line each, as people write sources.yaml by hand. */

/** What only a person can say. */
export const open = '?';

/** Plain where YAML takes it so, in double quotes elsewhere. */
export function yamlText(text: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_ /().-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && text.trim() === text ? text : JSON.stringify(text);
}

/** A value in flow style: `{ from: Created, format: "?" }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${yamlText(key)}: ${flow(inner)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return typeof value === 'string' ? yamlText(value) : String(value);
}
