# A mock provider knows no ephemeral resources. The real one is asked nothing by these plans, and could ask nobody.
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # is one small encrypted instance that the internet cannot reach
  assert {
    condition     = aws_db_instance.this[0].instance_class == "db.t4g.micro" && aws_db_instance.this[0].storage_type == "gp3" && aws_db_instance.this[0].allocated_storage == 20
    error_message = "another size"
  }

  assert {
    condition     = !aws_db_instance.this[0].multi_az && !aws_db_instance.this[0].publicly_accessible && aws_db_instance.this[0].storage_encrypted
    error_message = "a second zone, an address or plain storage"
  }

  # is named as the specification names it
  assert {
    condition     = aws_db_instance.this[0].db_name == "bookmarkdb" && aws_db_instance.this[0].username == "dbadmin"
    error_message = "another database or master user"
  }

  # refuses connections without tls
  assert {
    condition     = one(aws_db_parameter_group.this[0].parameter).name == "rds.force_ssl" && one(aws_db_parameter_group.this[0].parameter).value == "1"
    error_message = "rds.force_ssl is not 1"
  }

  # runs one major version with its own parameter family
  assert {
    condition     = aws_db_instance.this[0].engine_version == "18" && aws_db_parameter_group.this[0].family == "postgres18"
    error_message = "engine and parameter group disagree"
  }

  # is backed up and maintained inside office hours
  assert {
    condition     = alltrue([for window in [aws_db_instance.this[0].backup_window, split("wed:", aws_db_instance.this[0].maintenance_window)[1]] : tonumber(substr(window, 0, 2)) < 13])
    error_message = "weekdays from 9 to 22 in Tokyo are 00:00 to 13:00 UTC"
  }

  # can be destroyed without leaving anything
  assert {
    condition     = !aws_db_instance.this[0].deletion_protection && aws_db_instance.this[0].skip_final_snapshot && aws_db_instance.this[0].delete_automated_backups
    error_message = "something would stay"
  }

  # writes the urls of both users and nothing for mongodb
  assert {
    condition     = sort([for url in aws_ssm_parameter.url : url.name]) == tolist(["/bookmark-manager/staging/DATABASE_ADMIN_URL", "/bookmark-manager/staging/DATABASE_URL"])
    error_message = "other parameters"
  }

  assert {
    condition     = alltrue([for url in aws_ssm_parameter.url : url.type == "SecureString"])
    error_message = "a plain parameter"
  }
}

run "keeps_a_place_for_the_address_that_is_rotated_to" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.next_url.name == "/bookmark-manager/staging/DATABASE_URL_NEXT" && aws_ssm_parameter.next_url.type == "SecureString"
    error_message = "another parameter, or a plain one"
  }
}

run "gives_only_dbadmin_a_new_password" {
  command = plan

  variables {
    password_version = 2
  }

  assert {
    condition     = local.generations == { admin = 2, app = 1 }
    error_message = "the application's password would be made anew under its feet"
  }
}

run "is_made_of_the_snapshot_that_is_named" {
  command = plan

  variables {
    snapshot_identifier = "bookmark-manager-staging-db-final-20261201t030000"
  }

  assert {
    condition     = aws_db_instance.this[0].snapshot_identifier == "bookmark-manager-staging-db-final-20261201t030000"
    error_message = "made of another snapshot, or of none"
  }
}
