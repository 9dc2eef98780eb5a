mock_provider "aws" {
  source = "../../testing/aws"
}

run "makes_two_small_services_that_sleep_until_the_scheduler_wakes_them" {
  command = plan

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
}

run "goes_back_by_itself_when_a_deployment_fails" {
  command = plan

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.deployment_circuit_breaker[0].enable && service.deployment_circuit_breaker[0].rollback])
    error_message = "no circuit breaker with rollback"
  }

  assert {
    condition     = alltrue([for task in aws_ecs_task_definition.this : task.skip_destroy])
    error_message = "the revision to go back to would be deregistered"
  }
}

run "is_patient_with_slow_starts" {
  command = plan

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.health_check_grace_period_seconds == 120])
    error_message = "another grace period"
  }

  assert {
    condition     = alltrue([for group in aws_lb_target_group.service : group.health_check[0].unhealthy_threshold == 10 && group.health_check[0].interval == 60 && group.health_check[0].path == "/health"])
    error_message = "another health check"
  }
}

run "lets_tasks_reach_the_internet_without_a_nat_gateway" {
  command = plan

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : service.network_configuration[0].assign_public_ip && length(service.network_configuration[0].subnets) == 2])
    error_message = "tasks without public addresses pull no image"
  }
}

run "gives_the_api_its_secrets_and_web_none" {
  command = plan

  assert {
    condition     = [for secret in local.containers.api.secrets : secret.valueFrom] == ["arn:aws:ssm:ap-northeast-1:123456789012:parameter/bookmark-manager/staging/DATABASE_URL", "arn:aws:ssm:ap-northeast-1:123456789012:parameter/bookmark-manager/staging/JWT_SECRET"]
    error_message = "other secrets"
  }

  assert {
    condition     = local.containers.web.secrets == []
    error_message = "web has a secret"
  }

  assert {
    condition     = [for secret in local.containers.migrate.secrets : secret.name] == ["DATABASE_URL", "DATABASE_ADMIN_URL"]
    error_message = "migrations have other secrets"
  }
}

run "gives_the_api_mongodb_when_asked" {
  command = plan

  variables {
    mongodb = true
  }

  assert {
    condition     = contains([for secret in local.containers.api.secrets : secret.name], "MONGODB_URI")
    error_message = "no MONGODB_URI"
  }
}

run "runs_migrations_from_the_api_s_image_without_a_port" {
  command = plan

  assert {
    condition     = local.containers.migrate.image == local.containers.api.image && local.containers.migrate.command == ["node", "migrate.js"]
    error_message = "another image or command"
  }

  assert {
    condition     = local.containers.migrate.portMappings == [] && local.containers.migrate.healthCheck == null
    error_message = "a task that ends has no port and no health"
  }
}

run "finds_the_api_by_a_name_inside_the_vpc" {
  command = plan

  assert {
    condition     = sort([for record in aws_service_discovery_service.api.dns_config[0].dns_records : "${record.type} ${record.ttl}"]) == tolist(["A 10", "SRV 10"])
    error_message = "other records, which cannot be changed later"
  }

  assert {
    condition     = contains(local.containers.web.environment, { name = "API_ORIGIN", value = "http://api.bookmark-manager-staging.internal:3001" })
    error_message = "web does not know the API's name"
  }
}

run "keeps_logs_seven_days_and_does_without_container_insights" {
  command = plan

  assert {
    condition     = alltrue([for group in concat(values(aws_cloudwatch_log_group.service), values(aws_cloudwatch_log_group.function)) : group.retention_in_days == 7])
    error_message = "another retention"
  }

  assert {
    condition     = one(aws_ecs_cluster.this.setting).value == "disabled"
    error_message = "Container Insights costs money"
  }
}
