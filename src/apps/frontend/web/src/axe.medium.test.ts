import { keepToTheStandard } from './testing-axe.ts';

// Both themes and both languages: what can be wrong in one of them shows. The other two pairs are in axe.long.test.ts.
keepToTheStandard([
  { locale: 'en', colorScheme: 'light' },
  { locale: 'ja', colorScheme: 'dark' },
]);
