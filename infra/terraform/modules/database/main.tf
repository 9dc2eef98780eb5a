locals {
  database = "bookmarkdb"
  port     = 5432
  users    = { admin = "dbadmin", app = "bookmark_app" }

  aurora = var.shape.engine == "aurora-serverless-v2"

  # What sleeps is neither backed up nor maintained: both lie in office hours, 12:00 and Wednesday 13:00 in Tokyo.
  windows = { backup = "03:00-03:30", maintenance = "wed:04:00-wed:04:30" }

  # One of the two is there. The cluster's name leads to whichever instance writes.
  host     = local.aurora ? aws_rds_cluster.this[0].endpoint : aws_db_instance.this[0].address
  endpoint = "${local.host}:${local.port}"

  # The application's first password is made once: `staging secrets rotate` makes the later ones, of two users that take turns.
  generations = { admin = var.password_version, app = 1 }
}
