import { keepToTheStandard } from './testing-axe.ts';

keepToTheStandard([
  { locale: 'en', colorScheme: 'dark' },
  { locale: 'ja', colorScheme: 'light' },
]);
