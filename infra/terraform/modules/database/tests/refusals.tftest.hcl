# A mock provider knows no ephemeral resources. The real one is asked nothing by these plans, and could ask nobody.
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

run "refuses_a_name_that_rds_would_refuse" {
  command = plan

  variables {
    database_id = "Staging--db"
  }

  expect_failures = [var.database_id]
}

run "refuses_a_parameter_prefix_that_ends_with_a_slash" {
  command = plan

  variables {
    parameter_prefix = "/bookmark-manager/staging/"
  }

  expect_failures = [var.parameter_prefix]
}

run "refuses_a_single_subnet" {
  command = plan

  variables {
    subnet_ids = ["subnet-a"]
  }

  expect_failures = [var.subnet_ids]
}

run "refuses_a_size_that_is_not_one_of_rds" {
  command = plan

  variables {
    instance_class = "t4g.micro"
  }

  expect_failures = [var.instance_class]
}

run "refuses_less_storage_than_gp3_has" {
  command = plan

  variables {
    allocated_storage_gib = 10
  }

  expect_failures = [var.allocated_storage_gib]
}

run "refuses_a_minor_version" {
  command = plan

  variables {
    major_version = "18.1"
  }

  expect_failures = [var.major_version]
}

run "refuses_a_password_version_below_one" {
  command = plan

  variables {
    password_version = 0
  }

  expect_failures = [var.password_version]
}

run "refuses_a_snapshot_with_another_name_than_rds_gives" {
  command = plan

  variables {
    snapshot_identifier = "latest of all"
  }

  expect_failures = [var.snapshot_identifier]
}
