CREATE INDEX CONCURRENTLY "bookmarks_unread" ON "bookmarks"("user_id", "added_at" DESC, "id" DESC) WHERE deleted_at IS NULL AND unread;
