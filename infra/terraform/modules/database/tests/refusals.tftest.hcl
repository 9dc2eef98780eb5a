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
    database_id         = "Staging--db"
    parameter_prefix    = "/bookmark-manager/staging/"
    subnet_ids          = ["subnet-a"]
    shape               = { engine = "rds", instance_class = "t4g.micro", allocated_storage_gib = 20 }
    major_version       = "18.1"
    password_version    = 0
    snapshot_identifier = "latest of all"
  }

  expect_failures = [
    var.database_id,
    var.parameter_prefix,
    var.subnet_ids,
    var.shape,
    var.major_version,
    var.password_version,
    var.snapshot_identifier,
  ]
}

run "refuses_less_storage_than_gp3_has" {
  command = plan

  variables {
    shape = { engine = "rds", instance_class = "db.t4g.micro", allocated_storage_gib = 10 }
  }

  expect_failures = [var.shape]
}

run "refuses_capacities_that_aurora_does_not_have" {
  command = plan

  variables {
    shape = { engine = "aurora-serverless-v2", min_acu = 2, max_acu = 1 }
  }

  expect_failures = [var.shape]
}

run "refuses_an_engine_that_is_neither" {
  command = plan

  variables {
    shape = { engine = "mysql" }
  }

  expect_failures = [var.shape]
}
