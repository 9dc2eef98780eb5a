output "db_cluster_endpoint" {
  description = "Host name of the database (an instance of its own; the name is that of the former cluster)."
  value       = aws_db_instance.this.address
}

output "db_port" {
  description = "Port of the database."
  value       = aws_db_instance.this.port
}

output "database_id" {
  description = "Name of the instance, as RDS knows it."
  value       = aws_db_instance.this.identifier
}
