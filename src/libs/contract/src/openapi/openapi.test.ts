import { describe, expect, it } from 'vitest';
import { paths } from '../paths.ts';
import { openApiDocument } from './index.ts';

const text = JSON.stringify(openApiDocument());

describe('openApiDocument', () => {
  it('defines every schema that it refers to', () => {
    const { components } = openApiDocument();
    const referred = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]);
    expect(referred.length).toBeGreaterThan(0);
    for (const name of referred) expect(Object.keys(components.schemas)).toContain(name);
  });

  it('describes every route', () => {
    // an icon has an address, all of them have none
    const described = Object.keys(openApiDocument().paths).map((path) => path.replace('/{name}', ''));
    for (const path of Object.values(paths).filter((one) => one !== paths.openApi)) expect(described).toContain(path);
  });

  it('names the dialect of its schemas once', () => {
    expect(text.match(/\$schema/g)).toBeNull();
  });
});
