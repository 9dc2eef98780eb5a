resource "aws_db_subnet_group" "this" {
  name        = var.database_id
  description = "Private subnets of ${var.database_id}"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
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
  identifier     = var.database_id
  engine         = "postgres"
  engine_version = var.major_version
  instance_class = var.instance_class
  db_name        = local.database
  port           = local.port

  username            = local.users.admin
  password_wo         = module.password["admin"].value
  password_wo_version = var.password_version

  storage_type      = "gp3"
  allocated_storage = var.allocated_storage_gib
  storage_encrypted = true

  multi_az               = false
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  parameter_group_name   = aws_db_parameter_group.this.name

  # A stopped instance is neither backed up nor maintained: both lie in office hours, 12:00 and Wednesday 13:00 in Tokyo.
  backup_window              = "03:00-03:30"
  backup_retention_period    = 7
  maintenance_window         = "wed:04:00-wed:04:30"
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
