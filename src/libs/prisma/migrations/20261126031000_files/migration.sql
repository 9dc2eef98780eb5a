-- Imports and exports, which are jobs; and files, where there is no bucket to put them into.

CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'running', 'done', 'failed')),
    "failure" TEXT CHECK ("failure" IN ('not-a-bookmarks-file', 'file-is-gone', 'internal')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "kind" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "format" TEXT,
    "complete" BOOLEAN,
    "bytes" INTEGER NOT NULL,
    "bytes_read" INTEGER NOT NULL DEFAULT 0,
    "links" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "skipped_because" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "imports_of_user" ON "imports"("user_id", "created_at" DESC);

CREATE TABLE "left_out" (
    "import_id" UUID NOT NULL REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "because" TEXT NOT NULL,

    CONSTRAINT "left_out_pkey" PRIMARY KEY ("import_id", "position")
);

CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'running', 'done', 'failed')),
    "format" TEXT NOT NULL CHECK ("format" IN ('html', 'json', 'csv')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "bookmarks" INTEGER NOT NULL DEFAULT 0,
    "bytes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "exports_of_user" ON "exports"("user_id", "created_at" DESC);

CREATE TABLE "stored_files" (
    "key" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "data" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_files_pkey" PRIMARY KEY ("key", "part")
);
CREATE INDEX "stored_files_expiry" ON "stored_files"("expires_at");
