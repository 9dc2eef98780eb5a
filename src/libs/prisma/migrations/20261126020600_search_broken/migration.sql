CREATE INDEX CONCURRENTLY "bookmarks_broken" ON "bookmarks"("user_id", "added_at" DESC, "id" DESC) WHERE deleted_at IS NULL AND check_result = 'broken';
