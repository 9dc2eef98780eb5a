locals {
  urls = {
    DATABASE_URL       = { user = "app", description = "How the application reaches its database" }
    DATABASE_ADMIN_URL = { user = "admin", description = "How migrations reach the database" }
  }

  # What is write-only is never compared: its version is made of what the value is made of, so a change is seen. The application's
  # address belongs to whoever rotates it from then on: only another database brings the first user back.
  url_versions = { for name, url in local.urls : name => parseint(substr(sha256("${local.endpoint} ${local.generations[url.user]}"), 0, 8), 16) }
}

resource "aws_ssm_parameter" "url" {
  for_each = local.urls

  name             = "${var.parameter_prefix}/${each.key}"
  description      = each.value.description
  type             = "SecureString"
  value_wo_version = local.url_versions[each.key]
  value_wo = format(
    "postgresql://%s:%s@%s/%s?sslmode=verify-full",
    local.users[each.value.user], module.password[each.value.user].value, local.endpoint, local.database,
  )

  lifecycle { ignore_changes = [description] } # whoever writes a value by hand owns it: see secret/main.tf
}

# Always there: a secret that is missing keeps the task from starting that admits the next user.
resource "aws_ssm_parameter" "next_url" {
  name             = "${var.parameter_prefix}/DATABASE_URL_NEXT"
  description      = "What DATABASE_URL is about to be while it is rotated; else the word none"
  type             = "SecureString"
  value_wo_version = 1
  value_wo         = "none" # `staging secrets rotate` owns it

  lifecycle { ignore_changes = [description] } # whoever writes a value by hand owns it: see secret/main.tf
}
