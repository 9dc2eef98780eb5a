locals {
  # Spot is Fargate at a third of the price, which AWS may take back with two minutes' notice.
  capacity_provider = var.shape.fargate_spot ? "FARGATE_SPOT" : "FARGATE"
}

resource "aws_ecs_cluster" "this" {
  name = "${var.name}-cluster"

  setting {
    name  = "containerInsights"
    value = var.shape.container_insights ? "enabled" : "disabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_cloudwatch_log_group" "service" {
  for_each = var.shape.services

  name              = "/ecs/${var.name}-${each.key}"
  retention_in_days = var.shape.log_retention_days
}
