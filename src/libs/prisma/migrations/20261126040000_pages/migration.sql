-- What visits to pages leave behind. Nothing here reads or rewrites the bookmarks that are there: two columns with constant defaults, and a
-- default for rows to come.
ALTER TABLE "bookmarks"
    ADD COLUMN "check_failures" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "check_failing_since" TIMESTAMPTZ(3);
-- What is imported together is not visited together: it is due some time in the next two weeks.
ALTER TABLE "bookmarks" ALTER COLUMN "check_due_at" SET DEFAULT (CURRENT_TIMESTAMP + (random() * '14 days'::interval));

CREATE TABLE "sites" (
    "site" TEXT NOT NULL,
    "paused_until" TIMESTAMPTZ(3),
    "robots" TEXT,
    "robots_at" TIMESTAMPTZ(3),

    CONSTRAINT "sites_pkey" PRIMARY KEY ("site")
);

CREATE TABLE "page_requests" (
    "bookmark_id" UUID NOT NULL REFERENCES "bookmarks"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failure" TEXT,

    CONSTRAINT "page_requests_pkey" PRIMARY KEY ("bookmark_id")
);
CREATE INDEX "page_requests_of_user" ON "page_requests"("user_id");

CREATE TABLE "saved_pages" (
    "bookmark_id" UUID NOT NULL REFERENCES "bookmarks"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "page" JSONB NOT NULL,

    CONSTRAINT "saved_pages_pkey" PRIMARY KEY ("bookmark_id")
);
CREATE INDEX "saved_pages_of_user" ON "saved_pages"("user_id");
