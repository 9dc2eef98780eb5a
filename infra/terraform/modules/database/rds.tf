# One RDS instance: the cheapest PostgreSQL that AWS runs for us. aurora.tf is its other form.
resource "aws_db_parameter_group" "this" {
  count = local.aurora ? 0 : 1

  name_prefix = "${var.database_id}-"
  family      = "postgres${var.major_version}"
  description = "Refuses connections without TLS"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  count = local.aurora ? 0 : 1

  identifier     = var.database_id
  engine         = "postgres"
  engine_version = var.major_version
  instance_class = var.shape.instance_class
  db_name        = local.database
  port           = local.port

  username            = local.users.admin
  password_wo         = module.password["admin"].value
  password_wo_version = var.password_version

  storage_type      = "gp3"
  allocated_storage = var.shape.allocated_storage_gib
  storage_encrypted = true

  multi_az               = false
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  parameter_group_name   = aws_db_parameter_group.this[0].name

  backup_window              = local.windows.backup
  backup_retention_period    = 7
  maintenance_window         = local.windows.maintenance
  auto_minor_version_upgrade = true
  copy_tags_to_snapshot      = true
  apply_immediately          = true

  # A staging environment is thrown away and made again.
  deletion_protection      = false
  skip_final_snapshot      = true
  delete_automated_backups = true

  snapshot_identifier = var.snapshot_identifier

  lifecycle {
    ignore_changes = [snapshot_identifier] # who restores owns it: it says once what the instance is made of
  }
}
