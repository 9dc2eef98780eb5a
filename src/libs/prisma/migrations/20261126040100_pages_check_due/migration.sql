CREATE INDEX CONCURRENTLY "bookmarks_check_due" ON "bookmarks"("check_due_at") WHERE deleted_at IS NULL;
