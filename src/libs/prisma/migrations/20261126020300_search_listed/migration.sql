CREATE INDEX CONCURRENTLY "bookmarks_listed" ON "bookmarks"("user_id", "archived", "added_at" DESC, "id" DESC) WHERE deleted_at IS NULL;
