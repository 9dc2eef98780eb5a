CREATE UNIQUE INDEX CONCURRENTLY "bookmarks_number" ON "bookmarks"("number");
