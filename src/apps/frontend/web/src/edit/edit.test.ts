import { describe, expect, it } from 'vitest';
import { bookmark } from '../testing.ts';
import { changedFields, changeOf, conflictsOf } from './changes.ts';
import { fieldsIn, fieldsOf, foldersIn, tagsIn } from './fields.ts';

const was = fieldsOf(
  bookmark({ title: 'T', notes: 'one\ntwo', tags: ['a', 'b'], folders: [['Work', 'TCP/IP'], ['旅行']], unread: true }),
);

/** The form as a browser sends it. */
const sent = (values: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) if (value) form.set(name, value.replaceAll('\n', '\r\n'));
  return fieldsIn(form);
};

describe('the form of a bookmark', () => {
  it('that was not touched changes nothing', () => {
    expect(changedFields(sent(was), was)).toEqual([]);
  });

  it('changes what was changed in it, and nothing else', () => {
    const typed = sent({
      ...was,
      title: ' New ',
      tags: 'a、 c，d,',
      folders: 'Work / TCP/IP\n\n旅行 › 箱根',
      unread: '',
    });
    expect(changeOf(typed, changedFields(typed, was))).toEqual({
      title: 'New',
      tags: ['a', 'c', 'd'],
      folders: [
        ['Work', 'TCP/IP'],
        ['旅行', '箱根'],
      ],
      unread: false,
    });
  });

  it('has a conflict only where somebody else changed the same to something else', () => {
    const typed = { ...was, title: 'Mine', notes: 'same' };
    expect(conflictsOf(typed, was, { ...was, tags: 'x' })).toEqual([]);
    expect(conflictsOf(typed, was, { ...was, title: 'Theirs', notes: 'same' })).toEqual(['title']);
    expect(conflictsOf(was, was, { ...was, title: 'Theirs' })).toEqual([]);
  });
});

describe('what is typed', () => {
  it.each([
    ['', []],
    [' a ,, b ', ['a', 'b']],
    ['日本、旅行，宿', ['日本', '旅行', '宿']],
  ])('as tags, %j, is %j', (typed, tags) => {
    expect(tagsIn(typed)).toEqual(tags);
  });

  it.each([
    ['', []],
    ['A / B', [['A', 'B']]],
    ['A/B', [['A/B']]],
    ['仕事 ／ 日本\n › x › ', [['仕事', '日本'], ['x']]],
  ])('as folders, %j, is %j', (typed, folders) => {
    expect(foldersIn(typed)).toEqual(folders);
  });
});
