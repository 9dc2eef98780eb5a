-- What is counted is counted by the database, whoever writes: tags, folders, and how many bookmarks there are of each kind. A list of 2,000 tags
-- over 100,000 bookmarks is then a read of 2,000 rows.

CREATE TABLE "folders" (
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    -- sha256 of the path: paths can be longer than what an index takes
    "key" BYTEA NOT NULL,
    "path" JSONB NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "folders_pkey" PRIMARY KEY ("user_id", "key")
);

CREATE TABLE "tallies" (
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "unread" BOOLEAN NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "tallies_pkey" PRIMARY KEY ("user_id", "unread", "archived", "shared")
);

-- One row for each bookmark that a change changed. No reference to the bookmark: it may go for good before the change does.
CREATE TABLE "changed_bookmarks" (
    "change_id" UUID NOT NULL REFERENCES "changes"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "bookmark_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "changed_bookmarks_pkey" PRIMARY KEY ("change_id", "bookmark_id")
);

-- What a bookmark counts for, once more (1) or once less (-1).
CREATE TYPE "bookmark_weight" AS (
    "user_id" UUID, "tags" TEXT[], "folders" JSONB, "unread" BOOLEAN, "archived" BOOLEAN, "shared" BOOLEAN, "weight" INTEGER
);

-- Adds weights to the counts. In the order of their keys: two statements that count the same things wait for each other, never crosswise. A
-- user who is being deleted has no counts any more. A tag too long for its index is not counted.
CREATE FUNCTION "add_weights"("weights" "bookmark_weight"[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO "tallies" AS t ("user_id", "unread", "archived", "shared", "count")
    SELECT w."user_id", w."unread", w."archived", w."shared", sum(w."weight")
    FROM unnest("weights") AS w JOIN "users" AS u ON u."id" = w."user_id"
    GROUP BY 1, 2, 3, 4 HAVING sum(w."weight") <> 0 ORDER BY 1, 2, 3, 4
    ON CONFLICT ("user_id", "unread", "archived", "shared") DO UPDATE SET "count" = t."count" + excluded."count";

    INSERT INTO "tags" AS t ("user_id", "name", "count")
    SELECT w."user_id", n."name", sum(w."weight")
    FROM unnest("weights") AS w JOIN "users" AS u ON u."id" = w."user_id",
        LATERAL (SELECT DISTINCT unnest(w."tags") AS "name") AS n
    WHERE octet_length(n."name") <= 2000
    GROUP BY 1, 2 HAVING sum(w."weight") <> 0 ORDER BY 1, 2
    ON CONFLICT ("user_id", "name") DO UPDATE SET "count" = t."count" + excluded."count";

    INSERT INTO "folders" AS t ("user_id", "key", "path", "count")
    SELECT w."user_id", sha256(convert_to(p."path"::text, 'UTF8')), p."path", sum(w."weight")
    FROM unnest("weights") AS w JOIN "users" AS u ON u."id" = w."user_id",
        LATERAL (SELECT DISTINCT jsonb_array_elements(w."folders") AS "path") AS p
    GROUP BY 1, 2, 3 HAVING sum(w."weight") <> 0 ORDER BY 1, 2
    ON CONFLICT ("user_id", "key") DO UPDATE SET "count" = t."count" + excluded."count";

    -- a folder is there because something lies in it; a tag stays, with the id that clients know
    DELETE FROM "folders" AS f
    USING (SELECT DISTINCT w."user_id" FROM unnest("weights") AS w WHERE w."weight" < 0) AS w
    WHERE f."user_id" = w."user_id" AND f."count" = 0;
$$;

CREATE FUNCTION "count_bookmarks"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "weights" "bookmark_weight"[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg((a."user_id", a."tags", a."folders", a."unread", a."archived", a."shared", 1)::"bookmark_weight") INTO "weights"
        FROM "after" AS a WHERE a."user_id" IS NOT NULL AND a."deleted_at" IS NULL;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg((b."user_id", b."tags", b."folders", b."unread", b."archived", b."shared", -1)::"bookmark_weight") INTO "weights"
        FROM "before" AS b WHERE b."user_id" IS NOT NULL AND b."deleted_at" IS NULL;
    ELSE
        -- a check of links, a new title: nothing that is counted, and nobody has to wait
        SELECT array_agg((r."user_id", r."tags", r."folders", r."unread", r."archived", r."shared", r."weight")::"bookmark_weight") INTO "weights"
        FROM "before" AS b JOIN "after" AS a USING ("id"),
            LATERAL (VALUES
                (b."user_id", b."tags", b."folders", b."unread", b."archived", b."shared", -1, b."deleted_at"),
                (a."user_id", a."tags", a."folders", a."unread", a."archived", a."shared", 1, a."deleted_at")
            ) AS r ("user_id", "tags", "folders", "unread", "archived", "shared", "weight", "deleted_at")
        WHERE (b."user_id", b."tags", b."folders", b."unread", b."archived", b."shared", b."deleted_at" IS NULL)
            IS DISTINCT FROM (a."user_id", a."tags", a."folders", a."unread", a."archived", a."shared", a."deleted_at" IS NULL)
            AND r."user_id" IS NOT NULL AND r."deleted_at" IS NULL;
    END IF;
    IF "weights" IS NOT NULL THEN
        PERFORM "add_weights"("weights");
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER "bookmarks_added" AFTER INSERT ON "bookmarks"
    REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "count_bookmarks"();
CREATE TRIGGER "bookmarks_changed" AFTER UPDATE ON "bookmarks"
    REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "count_bookmarks"();
CREATE TRIGGER "bookmarks_removed" AFTER DELETE ON "bookmarks"
    REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "count_bookmarks"();

-- What is there already; rows from before there were people are counted when somebody takes them over.
SELECT "add_weights"(array_agg(("user_id", "tags", "folders", "unread", "archived", "shared", 1)::"bookmark_weight"))
FROM "bookmarks" WHERE "user_id" IS NOT NULL AND "deleted_at" IS NULL;
