# Known only once it is applied: the plan of a new environment needs no secret yet, and asks AWS for none.
resource "terraform_data" "length" {
  input = var.length
}

# Made once and written where only its readers find it: no state and no plan ever holds it. While a plan or apply runs it
# is read back from there, so that other write-only values can be made of it.
ephemeral "aws_secretsmanager_random_password" "this" {
  password_length     = terraform_data.length.output
  exclude_punctuation = true # it may stand in a URL
}

resource "aws_ssm_parameter" "this" {
  name             = var.name
  description      = var.description
  type             = "SecureString"
  value_wo         = ephemeral.aws_secretsmanager_random_password.this.random_password
  value_wo_version = var.generation

  # Whoever writes a value by hand may describe it: an update of anything but the value would send an empty one, which AWS refuses.
  lifecycle { ignore_changes = [description] } # whoever writes a value by hand owns it
}

ephemeral "aws_ssm_parameter" "this" {
  arn = var.read ? aws_ssm_parameter.this.arn : var.read_instead
}
