import { expect, it } from 'vitest';
import { KEPT, tooMany } from './history.ts';
import { historyPage, sayEnded } from './page.ts';
import { chooseServices } from './services.ts';
import { anEntry, anImage } from './testing.ts';

it('the history says who, when, what and why not', () => {
  const image = anImage('c', { commit: '0123456789abcdef' });
  const page = historyPage([anEntry({ image, outcome: 'rolled back', why: 'its program ended' }), anEntry()]);
  expect(page.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'when  service  what  by  commit  image  task definition  outcome',
    'Tue 1 Dec 12:00  web  deploy  alice  0123456  sha256:cccccccccccc  7  rolled back',
    '  its program ended',
    'Tue 1 Dec 12:00  web  deploy  alice  sha256:bbbbbbbbbbbb  7  deployed',
  ]);
  expect(historyPage([])).toEqual(['Nothing was deployed with this command yet.']);
});

it('each service is told of in one line', () => {
  expect(sayEnded(['api', 'web'], [anEntry(), null])).toEqual([
    'api is sha256:bbbbbbbbbbbb now (revision 7).',
    'web is of this image already: nothing to do.',
  ]);
  expect(sayEnded(['web'], [anEntry({ outcome: 'ready' })])).toEqual([
    'web will wake as sha256:bbbbbbbbbbbb (revision 7): one task of it was healthy.',
  ]);
});

it('what is forgotten is the oldest of a service, not of the other', () => {
  const id = (index: number) => `202612${String(index).padStart(2, '0')}`;
  const web = Array.from({ length: KEPT + 2 }, (_, index) => anEntry({ id: id(index) }));
  const api = anEntry({ id: id(0), service: 'api' });
  expect(tooMany([api, ...web]).map((entry) => entry.id)).toEqual([id(1), id(0)]);
});

it.each([
  [[], ['api', 'web']],
  [
    ['web', 'api'],
    ['api', 'web'],
  ],
  [['web'], ['web']],
])('%j are deployed in the order %j', (names, order) => {
  expect(chooseServices(names)).toEqual(order);
});

it('a service that is none is bad usage', () => {
  expect(() => chooseServices(['database'])).toThrow(expect.objectContaining({ exitCode: 2 }));
});
