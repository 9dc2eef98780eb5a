-- Without the list of what is still to be put in its place: every search would read it through, and now and then one insert would clear it for all.
CREATE INDEX CONCURRENTLY "bookmarks_terms" ON "bookmarks" USING GIN ("terms") WITH (fastupdate = off) WHERE deleted_at IS NULL;
