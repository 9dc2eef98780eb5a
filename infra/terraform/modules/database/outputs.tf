output "db_cluster_endpoint" {
  description = "Host name of the database: the cluster's, or that of the instance that stands alone."
  value       = local.host
}

output "db_port" {
  description = "Port of the database."
  value       = local.port
}

output "database_id" {
  description = "Name of the instance or cluster, as RDS knows it."
  value       = var.database_id
}
