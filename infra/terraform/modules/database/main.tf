locals {
  database = "bookmarkdb"
  port     = 5432
  users    = { admin = "dbadmin", app = "bookmark_app" }
}
