# A mock provider knows no ephemeral resources. The real one is asked nothing by these plans, and could ask nobody.
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variables {
  database_id           = "bookmark-manager-staging-db"
  parameter_prefix      = "/bookmark-manager/staging"
  subnet_ids            = ["subnet-a", "subnet-c"]
  security_group_id     = "sg-database"
  instance_class        = "db.t4g.micro"
  allocated_storage_gib = 20
}

run "is_one_small_encrypted_instance_that_the_internet_cannot_reach" {
  command = plan

  assert {
    condition     = aws_db_instance.this.instance_class == "db.t4g.micro" && aws_db_instance.this.storage_type == "gp3" && aws_db_instance.this.allocated_storage == 20
    error_message = "another size"
  }

  assert {
    condition     = !aws_db_instance.this.multi_az && !aws_db_instance.this.publicly_accessible && aws_db_instance.this.storage_encrypted
    error_message = "a second zone, an address or plain storage"
  }
}

run "is_named_as_the_specification_names_it" {
  command = plan

  assert {
    condition     = aws_db_instance.this.db_name == "bookmarkdb" && aws_db_instance.this.username == "dbadmin"
    error_message = "another database or master user"
  }
}

run "refuses_connections_without_tls" {
  command = plan

  assert {
    condition     = one(aws_db_parameter_group.this.parameter).name == "rds.force_ssl" && one(aws_db_parameter_group.this.parameter).value == "1"
    error_message = "rds.force_ssl is not 1"
  }
}

run "runs_one_major_version_with_its_own_parameter_family" {
  command = plan

  assert {
    condition     = aws_db_instance.this.engine_version == "18" && aws_db_parameter_group.this.family == "postgres18"
    error_message = "engine and parameter group disagree"
  }
}

run "is_backed_up_and_maintained_inside_office_hours" {
  command = plan

  assert {
    condition     = alltrue([for window in [aws_db_instance.this.backup_window, split("wed:", aws_db_instance.this.maintenance_window)[1]] : tonumber(substr(window, 0, 2)) < 13])
    error_message = "weekdays from 9 to 22 in Tokyo are 00:00 to 13:00 UTC"
  }
}

run "can_be_destroyed_without_leaving_anything" {
  command = plan

  assert {
    condition     = !aws_db_instance.this.deletion_protection && aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.delete_automated_backups
    error_message = "something would stay"
  }
}

run "writes_the_urls_of_both_users_and_nothing_for_mongodb" {
  command = plan

  assert {
    condition     = sort([for url in aws_ssm_parameter.url : url.name]) == tolist(["/bookmark-manager/staging/DATABASE_ADMIN_URL", "/bookmark-manager/staging/DATABASE_URL"])
    error_message = "other parameters"
  }

  assert {
    condition     = alltrue([for url in aws_ssm_parameter.url : url.type == "SecureString"])
    error_message = "a plain parameter"
  }
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
