module "password" {
  source   = "./secret"
  for_each = local.users

  name        = "${var.parameter_prefix}/passwords/${each.value}"
  description = "Password of the database's user ${each.value}; a URL beside it is made of it"
  generation  = var.password_version
}

# `staging secrets set` owns its value afterwards.
module "jwt_secret" {
  source = "./secret"

  name        = "${var.parameter_prefix}/JWT_SECRET"
  description = "Signs the API's tokens; a new one signs everybody out"
  length      = 64
  generation  = 1
}
