locals {
  urls = {
    DATABASE_URL       = { user = "app", description = "How the application reaches its database" }
    DATABASE_ADMIN_URL = { user = "admin", description = "How migrations reach the database" }
  }

  # What is write-only is never compared: its version is made of what the value is made of, so a change is seen.
  url_version = parseint(substr(sha256("${local.endpoint} ${var.password_version}"), 0, 8), 16)
}

resource "aws_ssm_parameter" "url" {
  for_each = local.urls

  name             = "${var.parameter_prefix}/${each.key}"
  description      = each.value.description
  type             = "SecureString"
  value_wo_version = local.url_version
  value_wo = format(
    "postgresql://%s:%s@%s/%s?sslmode=verify-full",
    local.users[each.value.user], module.password[each.value.user].value, local.endpoint, local.database,
  )
}
