-- What a search looks through: the terms of every bookmark, and its words as plain text for phrases. The application makes both and hands them over
-- as one text, `search`, so that whoever writes a bookmark writes one column: version, plain text and terms, separated by U+001E, the terms by U+001F.

ALTER TABLE "bookmarks"
    ADD COLUMN "terms" TSVECTOR,
    ADD COLUMN "search_version" SMALLINT NOT NULL DEFAULT 0;
-- Without statistics every search is taken for a rare one and read from the index. With them, two common words that never meet are taken for
-- a common search, and the whole table is read. What is common is found out otherwise (docs/decisions/0049-a-search-is-read-from-the-index.md).
ALTER TABLE "bookmarks" ALTER COLUMN "terms" SET STATISTICS 0;

CREATE FUNCTION "take_search_apart"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "parts" TEXT[] := string_to_array(NEW."search", E'\x1e');
BEGIN
    IF cardinality("parts") = 3 THEN
        NEW."search_version" := "parts"[1]::SMALLINT;
        NEW."search" := "parts"[2];
        NEW."terms" := array_to_tsvector(string_to_array("parts"[3], E'\x1f'));
    ELSIF TG_OP = 'INSERT' OR NEW."search" IS DISTINCT FROM OLD."search" THEN
        -- written by a release from before this column: the next start of the API makes its terms
        NEW."search_version" := 0;
        NEW."terms" := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "bookmarks_search_apart" BEFORE INSERT OR UPDATE OF "search" ON "bookmarks"
    FOR EACH ROW EXECUTE FUNCTION "take_search_apart"();

CREATE TABLE "searches" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "sort" TEXT CHECK ("sort" IN ('newest', 'relevance')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "feed_hash" BYTEA,
    "feed_made_at" TIMESTAMPTZ(3),

    CONSTRAINT "searches_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "searches_of_user" ON "searches"("user_id", "name");
CREATE UNIQUE INDEX "searches_feed_hash_key" ON "searches"("feed_hash");
