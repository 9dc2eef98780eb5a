include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/compute"
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

dependency "ecr" {
  config_path                             = "../ecr"
  mock_outputs                            = include.root.locals.mocks.ecr
  mock_outputs_allowed_terraform_commands = include.root.locals.mocks_allowed
}

inputs = {
  network  = dependency.network.outputs
  security = dependency.security.outputs
  ecr      = dependency.ecr.outputs
  shape    = include.root.locals.env.shape
  schedule = jsonencode({ calendar = include.root.locals.env.shapes.calendar, schedule = include.root.locals.env.shape.schedule })
  notices  = { topic_arn = include.root.locals.env.notice_topic_arn, webhook = include.root.locals.env.notice_webhook, hours_beyond = include.root.locals.env.hours_beyond_alarm }

  # An image typed here wins over the deployed one: "${dependency.ecr.outputs.web_repository_url}:v1.0.1"
  web_image = null
  api_image = null
}
