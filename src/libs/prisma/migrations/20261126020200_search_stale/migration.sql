CREATE INDEX CONCURRENTLY "bookmarks_search_version" ON "bookmarks"("search_version");
