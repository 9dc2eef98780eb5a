CREATE INDEX CONCURRENTLY "bookmarks_shared" ON "bookmarks"("added_at" DESC, "id" DESC) WHERE shared AND deleted_at IS NULL;
