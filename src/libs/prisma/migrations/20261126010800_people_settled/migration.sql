-- What the tables say of themselves: no row is read, since a constraint that was validated says already that each has a number.
ALTER TABLE "bookmarks" ALTER COLUMN "number" SET NOT NULL;
ALTER TABLE "bookmarks" DROP CONSTRAINT "bookmarks_number_given";
-- An address belongs to one person's list now, and so does the order.
DROP INDEX "bookmarks_url_key_key", "bookmarks_newest_first";
ALTER INDEX "bookmarks_newest_first_of_user" RENAME TO "bookmarks_newest_first";
