locals {
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  unit = basename(path_relative_to_include())
  repo = "${get_parent_terragrunt_dir()}/../../.."

  # Only where the emulator of a rehearsal answers does the shell decide: it may not decide what a real account loses.
  emulator  = local.env.emulator
  backend   = local.emulator ? get_env("STAGING_BACKEND", local.env.backend) : local.env.backend
  state_dir = local.emulator ? get_env("STAGING_STATE_DIR", "") : ""
  in_here   = "${get_terragrunt_dir()}/../terraform.tfvars"
  tfvars    = local.emulator ? get_env("STAGING_TFVARS", local.in_here) : local.in_here

  # Plans of a role that may read no secret. An apply always reads them: it may write what is made of them.
  reads_secrets = get_terraform_command() != "plan" || get_env("STAGING_WITHOUT_SECRETS", "") == ""

  # Parameters that Terraform does not own, by the unit that they tell of.
  gone_with = { database = ["migrations", "rotating/"], ecr = ["images/web", "images/api"], compute = ["reconciler", "deploying", "deployments/"] }

  # The for expression keeps the account from being asked for while the state is local.
  account = one([for backend in [local.backend] : get_aws_account_id() if backend == "s3"])

  # What a unit is planned with before the units it depends on exist; `destroy` too, or an interrupted one could not go on.
  mocks_allowed = ["init", "validate", "plan", "destroy"]
  mocks = {
    network = {
      vpc_id             = "vpc-00000000000000000"
      public_subnet_ids  = ["subnet-00000000000000001", "subnet-00000000000000002"]
      private_subnet_ids = ["subnet-00000000000000003", "subnet-00000000000000004"]
      public_zone_ids    = ["apne1-az4", "apne1-az1"]
    }
    security = {
      security_group_ids  = { for role in ["alb", "link", "web", "api", "database"] : role => "sg-00000000000000000" }
      execution_role_arns = { for kind in ["web", "api", "migrate", "tunnel"] : kind => "arn:aws:iam::123456789012:role/mock" }
      task_role_arns      = { for kind in ["web", "api", "migrate", "tunnel"] : kind => "arn:aws:iam::123456789012:role/mock" }
      allowed_cidr_blocks = ["203.0.113.10/32"]
    }
    ecr = { for service in ["web", "api"] : "${service}_repository_url" => "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/mock-${service}" }
  }
}

remote_state {
  backend = local.backend

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = local.backend == "local" ? {
    path = local.state_dir == "" ? "${get_terragrunt_dir()}/terraform.tfstate" : "${local.state_dir}/${local.unit}/terraform.tfstate"
    } : {
    bucket       = replace(local.env.state_bucket, "<account>", coalesce(local.account, "unknown"))
    key          = "${path_relative_to_include()}/terraform.tfstate"
    region       = local.env.region
    encrypt      = true
    use_lockfile = true

    # The emulator ignores the Condition of a bucket policy: "only over TLS" would deny everything.
    skip_bucket_enforced_tls = local.emulator
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-TF
    provider "aws" {
      region = "${local.env.region}"
      ${local.emulator ? "max_retries = 3 # the emulator answers at once or never" : ""}

      default_tags {
        tags = {
          Project     = "${local.env.project}"
          Environment = "${local.env.environment}"
          Unit        = "${local.unit}"
          ManagedBy   = "terraform"
        }
      }
    }
  TF
}

terraform {
  # A lock file made here names this machine's kind of package only; `~> 5.100` admits one version, the last of its line.
  copy_terraform_lock_file = false
  # Tests find their mock data beside the modules, which a copy would not.
  exclude_from_copy = ["tests", "tests/**"]

  # Units copy only their own module, so the Lambdas are bundled in the repository, before that.
  after_hook "bundle_lambdas" {
    if       = local.unit == "compute"
    commands = ["terragrunt-read-config"]
    execute  = ["node", "${local.repo}/scripts/build_lambdas.mjs"]
  }

  # Terraform leaves old revisions registered for as long as something could go back to them.
  after_hook "deregister_task_definitions" {
    if       = local.unit == "compute"
    commands = ["destroy"]
    execute  = concat(["node", "${local.repo}/scripts/deregister_task_definitions.mjs"], [for kind in ["web", "api", "migrate", "tunnel"] : ["${local.env.name}-${kind}", "${local.env.name}-${kind}-next"]]...)
  }

  # What was migrated, deployed and remembered is over with the database, the images, the scheduler.
  after_hook "forget_parameters" {
    if       = contains(keys(local.gone_with), local.unit)
    commands = ["destroy"]
    execute  = concat(["node", "${local.repo}/scripts/forget_parameters.mjs"], [for name in lookup(local.gone_with, local.unit, []) : "${local.env.parameter_prefix}/${name}"])
  }
}

# Each module takes those that it declares. What is null is left out: a module's own default holds.
inputs = {
  for name, value in {
    name             = local.env.name
    parameter_prefix = local.env.parameter_prefix
    assets_bucket    = local.env.assets_bucket
    state_bucket     = local.env.state_bucket
    github           = local.env.github
    bounded          = local.env.github != null
    database_id      = local.env.database_id
    ports            = local.env.ports
    mongodb          = local.env.mongodb
    sign_up          = local.env.sign_up
    https            = local.env.certificate_arn != null || local.env.domain != null
    certificate_arn  = local.env.certificate_arn
    domain           = local.env.domain
    allow_http       = local.env.allow_http

    notice_topic_arn = local.env.notice_topic_arn
    nat_alarm_gb     = local.env.nat_alarm_gb
    budget           = local.env.budget
  } : name => value if value != null
}
