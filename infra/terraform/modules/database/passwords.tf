module "password" {
  source   = "./secret"
  for_each = local.users

  name        = "${var.parameter_prefix}/passwords/${each.value}"
  description = "Password of the database's user ${each.value}; a URL beside it is made of it"
  generation  = local.generations[each.key]

  read         = var.reads_secrets
  read_instead = aws_ssm_parameter.no_secret.arn
}

# `staging secrets set` owns its value afterwards.
module "jwt_secret" {
  source = "./secret"

  name        = "${var.parameter_prefix}/JWT_SECRET"
  description = "Signs the API's tokens; a new one signs everybody out"
  length      = 64
  generation  = 1

  read         = var.reads_secrets
  read_instead = aws_ssm_parameter.no_secret.arn
}

# A role that may read no secret can plan: what would be made of a secret is write-only, and no plan compares it.
resource "aws_ssm_parameter" "no_secret" {
  name        = "${var.parameter_prefix}/no-secret"
  description = "Read in place of a secret by plans that may read none"
  type        = "SecureString"
  value       = "no secret"
}
