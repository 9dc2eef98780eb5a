export const offline = {
  title: 'There is no connection',
  help: 'Nothing is lost. This page goes on by itself when the connection is back.',
  kept: 'What can be read now',
  none: 'No page is kept in this browser yet. Lists and bookmarks that you open from now on can be read here without a connection.',
};
