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

output "public_zone_ids" {
  description = "The zones of the public subnets, in the same order, by the ids that are the same in every account."
  value       = [for zone in var.availability_zones : aws_subnet.public[zone].availability_zone_id]
}
