ALTER TABLE "bookmarks"
    VALIDATE CONSTRAINT "bookmarks_number_given",
    VALIDATE CONSTRAINT "bookmarks_user_id_fkey",
    VALIDATE CONSTRAINT "bookmarks_check_result";
