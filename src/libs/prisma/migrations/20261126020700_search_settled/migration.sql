-- The terms take its place: it could not find words of two characters.
DROP INDEX CONCURRENTLY "bookmarks_search";
