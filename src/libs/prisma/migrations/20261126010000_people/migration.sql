-- People, and whose a bookmark is. Nothing here rewrites or reads the rows that are there: the migrations that follow fill and index them, one
-- statement each, since only a statement that is alone may commit as it goes (DO) or leave readers and writers alone (CONCURRENTLY).

CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member' CHECK ("role" IN ('administrator', 'member')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "users_email_plain" CHECK ("email" = lower(btrim("email")))
);
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "sessions_of_user" ON "sessions"("user_id");

CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL CHECK ("scope" IN ('read', 'write')),
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");
CREATE INDEX "api_tokens_of_user" ON "api_tokens"("user_id");

CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT,
    "hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member' CHECK ("role" IN ('administrator', 'member')),
    "invited_by" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_by" UUID REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_hash_key" ON "invitations"("hash");
CREATE INDEX "invitations_by_user" ON "invitations"("invited_by");

CREATE TABLE "tags" (
    "id" BIGSERIAL NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tags_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "tags_of_user" ON "tags"("user_id", "name");

CREATE TABLE "changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),
    "before" JSONB NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "changes_of_user" ON "changes"("user_id", "created_at");

-- A default that is a constant is kept beside the table, not written into its rows; one that is not (number's) is set afterwards, for rows to come.
ALTER TABLE "bookmarks"
    ADD COLUMN "number" BIGINT,
    ADD COLUMN "user_id" UUID,
    ADD COLUMN "normal_key" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "site" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "unread" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "archived" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "shared" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "deleted_at" TIMESTAMPTZ(3),
    ADD COLUMN "check_result" TEXT,
    ADD COLUMN "check_status" INTEGER,
    ADD COLUMN "moved_to" TEXT,
    ADD COLUMN "checked_at" TIMESTAMPTZ(3),
    ADD COLUMN "check_due_at" TIMESTAMPTZ(3),
    ADD COLUMN "fetched_at" TIMESTAMPTZ(3),
    ADD COLUMN "language" TEXT,
    ADD COLUMN "icon" TEXT,
    ADD COLUMN "canonical_url" TEXT;
-- No row has a user yet, so there is nothing to check; both hold for every row to come.
ALTER TABLE "bookmarks"
    ADD CONSTRAINT "bookmarks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID,
    ADD CONSTRAINT "bookmarks_check_result" CHECK ("check_result" IN ('ok', 'moved', 'broken', 'unknown')) NOT VALID;
CREATE SEQUENCE "bookmarks_number_seq" AS BIGINT OWNED BY "bookmarks"."number";
ALTER TABLE "bookmarks" ALTER COLUMN "number" SET DEFAULT nextval('bookmarks_number_seq');
