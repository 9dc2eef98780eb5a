-- Pictures of pages and sites. Columns without a default: nothing is rewritten, nothing is locked for long.
ALTER TABLE "bookmarks" ADD COLUMN "picture_url" TEXT;
ALTER TABLE "sites"
    ADD COLUMN "icon_url" TEXT,
    ADD COLUMN "icon" TEXT,
    ADD COLUMN "icon_at" TIMESTAMPTZ(3);
