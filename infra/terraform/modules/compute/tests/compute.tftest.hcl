mock_provider "aws" {
  source = "../../testing/aws"
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # makes two small services that sleep until the scheduler wakes them
  assert {
    condition     = [for service in aws_ecs_service.this : service.name] == ["bookmark-manager-staging-api", "bookmark-manager-staging-web"]
    error_message = "other services"
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.desired_count == 0])
    error_message = "a service is created awake"
  }

  assert {
    condition     = aws_ecs_service.this["web"].tags.AwakeCount == "1" && aws_ecs_service.this["api"].tags.AwakeCount == "2"
    error_message = "the tag says another awake count"
  }

  assert {
    condition     = alltrue([for kind, task in aws_ecs_task_definition.this : task.cpu == "256" && task.memory == "512" && one(task.runtime_platform).cpu_architecture == "ARM64"])
    error_message = "another size or architecture"
  }

  # goes back by itself when a deployment fails
  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.deployment_circuit_breaker[0].enable && service.deployment_circuit_breaker[0].rollback])
    error_message = "no circuit breaker with rollback"
  }

  assert {
    condition     = alltrue([for task in aws_ecs_task_definition.this : task.skip_destroy])
    error_message = "the revision to go back to would be deregistered"
  }

  # is patient with slow starts
  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.health_check_grace_period_seconds == 120])
    error_message = "another grace period"
  }

  assert {
    condition     = alltrue([for group in aws_lb_target_group.service : group.health_check[0].unhealthy_threshold == 10 && group.health_check[0].interval == 60 && group.health_check[0].path == "/health"])
    error_message = "another health check"
  }

  # lets tasks reach the internet without a nat gateway
  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.network_configuration[0].assign_public_ip && service.network_configuration[0].subnets == toset(["subnet-a", "subnet-c"])])
    error_message = "tasks without public addresses pull no image"
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this) == 0 && alltrue([for service in aws_ecs_service.this : one(service.capacity_provider_strategy).capacity_provider == "FARGATE"])
    error_message = "a WAF or Spot that nobody asked for"
  }

  assert {
    condition     = length(aws_cloudwatch_log_metric_filter.beyond) == 0
    error_message = "a metric that costs money"
  }

  # gives the api its secrets and web none
  assert {
    condition     = [for secret in local.containers.api.secrets : secret.valueFrom] == ["arn:aws:ssm:ap-northeast-1:123456789012:parameter/bookmark-manager/staging/DATABASE_URL", "arn:aws:ssm:ap-northeast-1:123456789012:parameter/bookmark-manager/staging/JWT_SECRET"]
    error_message = "other secrets"
  }

  assert {
    condition     = local.containers.web.secrets == []
    error_message = "web has a secret"
  }

  assert {
    condition     = [for secret in local.containers.migrate.secrets : secret.name] == ["DATABASE_URL", "DATABASE_URL_NEXT", "DATABASE_ADMIN_URL"]
    error_message = "migrations have other secrets"
  }

  # runs migrations from the api's image without a port
  assert {
    condition     = local.containers.migrate.image == local.containers.api.image && local.containers.migrate.command == ["node", "migrate.js"]
    error_message = "another image or command"
  }

  assert {
    condition     = local.containers.migrate.portMappings == [] && local.containers.migrate.healthCheck == null
    error_message = "a task that ends has no port and no health"
  }

  # finds the api by a name inside the vpc
  assert {
    condition     = sort([for record in aws_service_discovery_service.this["api"].dns_config[0].dns_records : "${record.type} ${record.ttl}"]) == tolist(["A 10", "SRV 10"])
    error_message = "other records, which cannot be changed later"
  }

  assert {
    condition     = contains(local.containers.web.environment, { name = "API_ORIGIN", value = "http://api.bookmark-manager-staging.internal:3001" })
    error_message = "web does not know the API's name"
  }

  # keeps logs seven days and does without container insights
  assert {
    condition     = alltrue([for group in concat(values(aws_cloudwatch_log_group.service), values(aws_cloudwatch_log_group.function)) : group.retention_in_days == 7])
    error_message = "another retention"
  }

  assert {
    condition     = one(aws_ecs_cluster.this.setting).value == "disabled"
    error_message = "Container Insights costs money"
  }

  # gives a tunnel a task that waits, holds no secret and ends by itself
  assert {
    condition     = local.containers.tunnel.secrets == [] && local.containers.tunnel.portMappings == []
    error_message = "it holds a secret, or listens"
  }

  assert {
    condition     = local.containers.tunnel.image == local.containers.api.image && local.containers.tunnel.command == ["node", "-e", "setTimeout(() => {}, 12 * 3600e3)"]
    error_message = "another image, or another command"
  }
}

run "gives_the_api_mongodb_when_asked" {
  command = plan

  variables {
    mongodb = true
    sign_up = "invited"
  }

  assert {
    condition     = contains([for secret in local.containers.api.secrets : secret.name], "MONGODB_URI")
    error_message = "no MONGODB_URI"
  }

  # and tells it who may sign up
  assert {
    condition     = contains(local.containers.api.environment, { name = "SIGN_UP", value = "invited" })
    error_message = "another SIGN_UP"
  }
}

