resource "aws_ecs_service" "this" {
  for_each = var.shape.services

  name            = "${var.name}-${each.key}"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.this[each.key].arn
  desired_count   = 0

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = length(local.alb) == 1 ? 120 : null
  enable_execute_command             = true
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"

  capacity_provider_strategy {
    capacity_provider = local.capacity_provider
    weight            = 1
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.shape.nat_gateway ? var.network.private_subnet_ids : var.network.public_subnet_ids
    security_groups  = [var.security.security_group_ids[each.key]]
    assign_public_ip = !var.shape.nat_gateway # the way out without a NAT gateway; the security group lets only the door in
  }

  dynamic "load_balancer" {
    for_each = [for service, group in aws_lb_target_group.service : group.arn if service == each.key]

    content {
      target_group_arn = load_balancer.value
      container_name   = each.key
      container_port   = var.ports[each.key]
    }
  }

  dynamic "service_registries" {
    for_each = [for service, registry in aws_service_discovery_service.this : registry.arn if service == each.key]

    content {
      registry_arn   = service_registries.value
      container_name = each.key
      container_port = var.ports[each.key]
    }
  }

  tags = { AwakeCount = tostring(each.value.awake_count) }

  # ECS refuses a target group that no listener forwards to.
  depends_on = [aws_lb_listener.front, aws_lb_listener_rule.api, aws_ecs_cluster_capacity_providers.this]

  lifecycle {
    ignore_changes = [desired_count, capacity_provider_strategy] # the scheduler owns them: 0 asleep, the tag AwakeCount awake; what the shape wants, unless Spot is full
  }
}
