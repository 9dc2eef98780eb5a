import { describe, expect, it } from 'vitest';
import { child, each, escapeXml, set } from './xml.ts';

const LIST =
  '<?xml version="1.0"?>\n<R xmlns="u"><Items>\n<Item a="1"><Id>1</Id><In><Id>9</Id></In></Item><Item/></Items></R>';

describe('each', () => {
  it('leaves everything as it is, byte for byte, when nothing is edited', () => {
    expect(each(LIST, 'Items/Item', () => undefined)).toBe(LIST);
  });
  it('gives the inner XML of each element of the path, empty ones too', () => {
    const seen: string[] = [];
    each(LIST, 'Items/Item', (inner) => {
      seen.push(inner);
      return undefined;
    });
    expect(seen).toEqual(['<Id>1</Id><In><Id>9</Id></In>', '']);
  });
  it('replaces what is inside, and opens an empty element for it', () => {
    expect(each(LIST, 'Item', () => 'x')).toContain('<Item a="1">x</Item><Item>x</Item></Items>');
  });
  it('removes an element', () => {
    expect(each(LIST, 'Items/Item', (inner) => (inner ? null : undefined))).toBe(
      '<?xml version="1.0"?>\n<R xmlns="u"><Items>\n<Item/></Items></R>',
    );
  });
  it('does not enter an element of the path that lies in another one', () => {
    const seen: string[] = [];
    each('<member><member>x</member></member>', 'member', (inner) => {
      seen.push(inner);
      return undefined;
    });
    expect(seen).toEqual(['<member>x</member>']);
  });
});

describe('child', () => {
  it('is a direct one', () => expect(child('<In><Id>9</Id></In><Id>1</Id>', 'Id')).toBe('1'));
  it('is undefined when there is none', () => expect(child('<In><Id>9</Id></In>', 'Id')).toBeUndefined());
  it('is empty for an empty element', () => expect(child('<Id/>', 'Id')).toBe(''));
  it('has its entities resolved', () => expect(child('<N>a &amp; &#60;b&#x3e; &quot;</N>', 'N')).toBe('a & <b> "'));
});

describe('set', () => {
  it('replaces a direct child', () => {
    expect(set('<In><Id>9</Id></In><Id>1</Id>', 'Id', 'a<b')).toBe('<In><Id>9</Id></In><Id>a&#60;b</Id>');
  });
  it('appends a missing one', () => expect(set('<A>1</A>', 'B', '2')).toBe('<A>1</A><B>2</B>'));
});

it('escapes what would be markup', () =>
  expect(escapeXml(`<a href="x">&'`)).toBe("&#60;a href=&#34;x&#34;&#62;&#38;'"));
