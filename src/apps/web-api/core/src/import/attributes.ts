import { decodeHTMLAttribute } from 'entities';

/** The attributes of a tag that are asked for, decoded; names are compared in lower case, and the first of a name wins. */
export const attributes = <Name extends string>(
  tag: string,
  wanted: readonly Name[],
): Partial<Record<Name, string>> => {
  const found: Partial<Record<Name, string>> = {};
  for (const match of tag.matchAll(attribute)) {
    const name = wanted.find((one) => one === match[1]?.toLowerCase());
    if (name === undefined || found[name] !== undefined) continue;
    found[name] = decodeHTMLAttribute(match[2] ?? match[3] ?? match[4] ?? '');
  }
  return found;
};

const attribute = /(?<=[\s"'/])([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
