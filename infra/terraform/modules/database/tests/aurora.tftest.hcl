# A mock provider knows no ephemeral resources. The real one is asked nothing by these plans, and could ask nobody.
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

run "is_a_serverless_cluster_in_place_of_the_instance_when_asked" {
  command = plan

  variables {
    shape               = { engine = "aurora-serverless-v2", min_acu = 0.5, max_acu = 1 }
    snapshot_identifier = "bookmark-manager-staging-db-final-20261201t030000"
  }

  assert {
    condition     = length(aws_db_instance.this) == 0 && length(aws_db_parameter_group.this) == 0 && aws_rds_cluster_instance.this[0].instance_class == "db.serverless"
    error_message = "an instance of its own, or one that is not serverless"
  }

  assert {
    condition     = aws_rds_cluster.this[0].serverlessv2_scaling_configuration[0].min_capacity == 0.5 && aws_rds_cluster.this[0].serverlessv2_scaling_configuration[0].max_capacity == 1
    error_message = "another capacity"
  }

  assert {
    condition     = aws_rds_cluster.this[0].cluster_identifier == "bookmark-manager-staging-db" && aws_rds_cluster.this[0].database_name == "bookmarkdb" && aws_rds_cluster.this[0].master_username == "dbadmin"
    error_message = "another name, database or master user"
  }

  assert {
    condition     = one(aws_rds_cluster_parameter_group.this[0].parameter).name == "rds.force_ssl" && one(aws_rds_cluster_parameter_group.this[0].parameter).value == "1" && aws_rds_cluster_parameter_group.this[0].family == "aurora-postgresql18" && aws_rds_cluster.this[0].engine_version == "18"
    error_message = "connections without TLS, or another major version"
  }

  assert {
    condition     = aws_rds_cluster.this[0].storage_encrypted && !aws_rds_cluster_instance.this[0].publicly_accessible
    error_message = "plain storage, or the internet can reach it"
  }

  assert {
    condition     = !aws_rds_cluster.this[0].deletion_protection && aws_rds_cluster.this[0].skip_final_snapshot && aws_rds_cluster.this[0].delete_automated_backups
    error_message = "something would stay"
  }

  assert {
    condition     = aws_rds_cluster.this[0].preferred_backup_window == "03:00-03:30" && aws_rds_cluster.this[0].preferred_maintenance_window == "wed:04:00-wed:04:30"
    error_message = "backed up or maintained outside office hours"
  }

  assert {
    condition     = aws_rds_cluster.this[0].snapshot_identifier == var.snapshot_identifier && output.database_id == "bookmark-manager-staging-db" && output.db_port == 5432
    error_message = "made of another snapshot, or other outputs"
  }
}
