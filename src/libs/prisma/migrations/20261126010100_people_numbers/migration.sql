-- What the rows that are there lack, a few hundred at a time: nobody waits for more than those. The site is what a browser would show of most
-- addresses; the exact one, and the key of the normalised address, come with the next change of the bookmark.
DO $$
DECLARE
    "last" UUID := '00000000-0000-0000-0000-000000000000';
    "ids" UUID[];
BEGIN
    LOOP
        "ids" := ARRAY(SELECT "id" FROM "bookmarks" WHERE "id" > "last" ORDER BY "id" LIMIT 500);
        EXIT WHEN cardinality("ids") = 0;
        UPDATE "bookmarks"
        SET "number" = coalesce("number", nextval('bookmarks_number_seq')),
            "normal_key" = "url_key",
            "site" = regexp_replace(coalesce(lower(substring("url" FROM '^\s*[A-Za-z]+://(?:[^/?#@]*@)?(\[[^]]*\]|[^:/?#]*)')), ''), '^www\.', '')
        WHERE "id" = ANY("ids");
        COMMIT;
        "last" := "ids"[cardinality("ids")];
    END LOOP;
END $$;
