-- Trigrams: what makes `LIKE '%word%'` an index lookup. A trusted extension, so the owner of the database may add it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE "bookmarks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "url" TEXT NOT NULL,
    "url_key" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "folders" JSONB NOT NULL DEFAULT '[]',
    "search" TEXT NOT NULL DEFAULT '',
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bookmarks_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "bookmarks_url_key_key" ON "bookmarks"("url_key");
CREATE INDEX "bookmarks_newest_first" ON "bookmarks"("added_at" DESC, "id" DESC);
CREATE INDEX "bookmarks_search" ON "bookmarks" USING GIN ("search" gin_trgm_ops);
CREATE INDEX "bookmarks_tags" ON "bookmarks" USING GIN ("tags");
