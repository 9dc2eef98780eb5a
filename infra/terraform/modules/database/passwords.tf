# No password is in any state or plan: each is made once, written to a parameter of its own (write-only), and read back
# from there for as long as a plan or apply runs. Raising password_version makes new ones.
ephemeral "aws_secretsmanager_random_password" "this" {
  for_each = local.users

  password_length     = 32
  exclude_punctuation = true # it stands in a URL
}

resource "aws_ssm_parameter" "password" {
  for_each = local.users

  name             = "${var.parameter_prefix}/passwords/${each.value}"
  description      = "Password of the database's user ${each.value}; stands in a URL beside it too"
  type             = "SecureString"
  value_wo         = ephemeral.aws_secretsmanager_random_password.this[each.key].random_password
  value_wo_version = var.password_version
}

ephemeral "aws_ssm_parameter" "password" {
  for_each = aws_ssm_parameter.password

  arn = each.value.arn
}
