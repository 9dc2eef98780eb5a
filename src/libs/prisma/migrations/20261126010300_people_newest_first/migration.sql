CREATE INDEX CONCURRENTLY "bookmarks_newest_first_of_user" ON "bookmarks"("user_id", "added_at" DESC, "id" DESC) WHERE deleted_at IS NULL;
