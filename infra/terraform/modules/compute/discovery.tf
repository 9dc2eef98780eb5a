# Web finds the API by this name, and a gateway both of them. The record types cannot be changed later.
resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = local.namespace
  description = "Names inside the VPC"
  vpc         = var.network.vpc_id
}

resource "aws_service_discovery_service" "this" {
  for_each = local.door.discovered

  name          = each.key
  description   = each.value
  force_destroy = true

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE"

    dns_records {
      type = "A"
      ttl  = 10
    }

    dns_records {
      type = "SRV"
      ttl  = 10
    }
  }

  # ECS reports each task's health itself.
  health_check_custom_config {
    failure_threshold = 1
  }
}

moved {
  from = aws_service_discovery_service.api
  to   = aws_service_discovery_service.this["api"]
}
