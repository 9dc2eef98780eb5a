include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/database"

  # To look at a secret's parameter means to read it.
  extra_arguments "without_secrets" {
    commands  = ["plan"]
    arguments = include.root.locals.reads_secrets ? [] : ["-refresh=false"]
  }
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs                            = include.root.locals.mocks.network
  mock_outputs_allowed_terraform_commands = include.root.locals.mocks_allowed
}

dependency "security" {
  config_path                             = "../security"
  mock_outputs                            = include.root.locals.mocks.security
  mock_outputs_allowed_terraform_commands = include.root.locals.mocks_allowed
}

inputs = {
  reads_secrets     = include.root.locals.reads_secrets
  subnet_ids        = dependency.network.outputs.private_subnet_ids
  security_group_id = dependency.security.outputs.security_group_ids.database
  shape             = include.root.locals.env.shape.database
}
