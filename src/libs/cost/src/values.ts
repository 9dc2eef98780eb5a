import type { Resource } from './model.ts';

/** The attribute's text, or undefined when it has none or it is not known yet. */
export function text({ values }: Resource, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** As Terraform writes numbers: some resources keep them as text. */
export function number({ values }: Resource, name: string): number | undefined {
  const value = values[name];
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

export function flag({ values }: Resource, name: string): boolean {
  return values[name] === true;
}

/** Nested blocks. */
export function blocks({ values }: Resource, name: string): Readonly<Record<string, unknown>>[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];
}

/** How many there are of something: a list, or their number where the list is not known yet (an input, which may be text). */
export function count(resource: Resource, name: string): number | undefined {
  const value = resource.values[name];
  return Array.isArray(value) ? value.length : number(resource, name);
}
