export const display = {
  title: 'Language and theme',
  help: 'Kept in this browser for a year.',
  language: 'Language',
  theme: 'Theme',
  asBrowser: 'As the browser says',
  light: 'Light',
  dark: 'Dark',
};
