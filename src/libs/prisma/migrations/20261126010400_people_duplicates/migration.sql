CREATE INDEX CONCURRENTLY "bookmarks_duplicates" ON "bookmarks"("user_id", "normal_key");
