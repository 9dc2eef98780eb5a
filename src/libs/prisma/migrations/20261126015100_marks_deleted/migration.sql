CREATE INDEX CONCURRENTLY "bookmarks_deleted" ON "bookmarks"("deleted_at") WHERE deleted_at IS NOT NULL;
