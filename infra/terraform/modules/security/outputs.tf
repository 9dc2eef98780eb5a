output "security_group_ids" {
  description = "Security groups by who is in them: alb or link, web, api, database."
  value       = { for role, group in aws_security_group.this : role => group.id }
}

output "execution_role_arns" {
  description = "Roles that start tasks, by kind: web, api, migrate, tunnel."
  value       = { for kind, role in aws_iam_role.execution : kind => role.arn }
}

output "task_role_arns" {
  description = "Roles of the programs in tasks, by kind: web, api, migrate, tunnel."
  value       = { for kind, role in aws_iam_role.task : kind => role.arn }
}

output "allowed_cidr_blocks" {
  description = "The allow-list as it is applied."
  value       = var.allowed_cidr_blocks
}
