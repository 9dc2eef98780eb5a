CREATE INDEX CONCURRENTLY "bookmarks_untagged" ON "bookmarks"("user_id", "added_at" DESC, "id" DESC) WHERE deleted_at IS NULL AND tags = '{}';
