include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/security"

  # terraform.tfvars wins over the input below.
  extra_arguments "allow_list" {
    commands           = get_terraform_commands_that_need_vars()
    optional_var_files = [include.root.locals.tfvars]
  }
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs                            = include.root.locals.mocks.network
  mock_outputs_allowed_terraform_commands = include.root.locals.mocks_allowed
}

inputs = {
  front_door          = include.root.locals.env.shape.front_door
  vpc_id              = dependency.network.outputs.vpc_id
  allowed_cidr_blocks = compact(split(",", replace(get_env("STAGING_ALLOWED_CIDR_BLOCKS", ""), " ", "")))
}
