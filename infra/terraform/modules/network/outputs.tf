output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "One per zone, in the zones' order: the load balancer and the tasks."
  value       = [for zone in var.availability_zones : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "One per zone, in the zones' order: the database."
  value       = [for zone in var.availability_zones : aws_subnet.private[zone].id]
}
