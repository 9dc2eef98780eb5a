CREATE UNIQUE INDEX CONCURRENTLY "bookmarks_one_address" ON "bookmarks"("user_id", "url_key") WHERE deleted_at IS NULL;
