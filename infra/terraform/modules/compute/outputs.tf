output "alb_dns_name" {
  description = "Where the environment answers, behind a load balancer; null: it has none."
  value       = one(aws_lb.this[*].dns_name)
}

output "url" {
  description = "Where the environment answers, as it is typed into a browser."
  value       = local.url
}

output "alb_arn" {
  description = "The load balancer; null: there is none."
  value       = one(aws_lb.this[*].arn)
}

output "listener_arn" {
  description = "The listener whose default action is web's; null: there is none."
  value       = one(aws_lb_listener.front[*].arn)
}

output "cluster_name" {
  description = "The ECS cluster."
  value       = aws_ecs_cluster.this.name
}

output "service_names" {
  description = "The ECS services' names, by service."
  value       = { for service in keys(var.shape.services) : service => aws_ecs_service.this[service].name }
}

output "scheduler_function_name" {
  description = "The function that puts the environment to sleep and wakes it."
  value       = aws_lambda_function.this["scheduler"].function_name
}

output "images" {
  description = "What the task definitions run, by service."
  value       = local.images
}
