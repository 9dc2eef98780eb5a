# A mock provider knows no ephemeral resources. The real one is asked nothing by these plans, and could ask nobody.
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# Each of these is refused, or the run fails: one run is one start of the provider.
run "refuses_what_rds_would_refuse" {
  command = plan

  variables {
    database_id           = "Staging--db"
    parameter_prefix      = "/bookmark-manager/staging/"
    subnet_ids            = ["subnet-a"]
    instance_class        = "t4g.micro"
    allocated_storage_gib = 10
    major_version         = "18.1"
    password_version      = 0
    snapshot_identifier   = "latest of all"
  }

  expect_failures = [
    var.database_id,
    var.parameter_prefix,
    var.subnet_ids,
    var.instance_class,
    var.allocated_storage_gib,
    var.major_version,
    var.password_version,
    var.snapshot_identifier,
  ]
}
