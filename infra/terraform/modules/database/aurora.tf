# Aurora Serverless v2, as the environment had it before: a cluster, whose capacity follows the load between two bounds, and one
# instance in it. Storage is charged by what it holds. The outputs are those of the instance of rds.tf.
resource "aws_rds_cluster_parameter_group" "this" {
  count = local.aurora ? 1 : 0

  name_prefix = "${var.database_id}-"
  family      = "aurora-postgresql${var.major_version}"
  description = "Refuses connections without TLS"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster" "this" {
  count = local.aurora ? 1 : 0

  cluster_identifier = var.database_id
  engine             = "aurora-postgresql"
  engine_mode        = "provisioned" # as AWS calls what Serverless v2 is a part of
  engine_version     = var.major_version
  database_name      = local.database
  port               = local.port

  master_username            = local.users.admin
  master_password_wo         = module.password["admin"].value
  master_password_wo_version = var.password_version

  storage_encrypted               = true
  db_subnet_group_name            = aws_db_subnet_group.this.name
  vpc_security_group_ids          = [var.security_group_id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this[0].name

  preferred_backup_window      = local.windows.backup
  backup_retention_period      = 7
  preferred_maintenance_window = local.windows.maintenance
  copy_tags_to_snapshot        = true
  apply_immediately            = true

  # A staging environment is thrown away and made again.
  deletion_protection      = false
  skip_final_snapshot      = true
  delete_automated_backups = true

  snapshot_identifier = var.snapshot_identifier

  serverlessv2_scaling_configuration {
    min_capacity = var.shape.min_acu
    max_capacity = var.shape.max_acu
  }

  lifecycle {
    ignore_changes = [snapshot_identifier] # who restores owns it: it says once what the cluster is made of
  }
}

resource "aws_rds_cluster_instance" "this" {
  count = local.aurora ? 1 : 0

  identifier         = "${var.database_id}-1"
  cluster_identifier = aws_rds_cluster.this[0].id
  engine             = aws_rds_cluster.this[0].engine
  engine_version     = aws_rds_cluster.this[0].engine_version
  instance_class     = "db.serverless"

  publicly_accessible          = false
  db_subnet_group_name         = aws_db_subnet_group.this.name
  preferred_maintenance_window = local.windows.maintenance
  auto_minor_version_upgrade   = true
  copy_tags_to_snapshot        = true
  apply_immediately            = true
}
