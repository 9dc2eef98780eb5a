-- Nobody reads the rows for this one; the next migration does, beside whoever reads and writes them.
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_number_given" CHECK ("number" IS NOT NULL) NOT VALID;
