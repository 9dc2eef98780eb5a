mock_provider "aws" {
  source = "../../testing/aws"
}

run "keeps_tasks_in_private_subnets_on_spot_behind_a_waf_when_asked" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "X86_64"
      container_insights = true
      log_retention_days = 7
      database           = { engine = "aurora-serverless-v2" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
      nat_gateway        = true
      fargate_spot       = true
      waf                = true
    }
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : !service.network_configuration[0].assign_public_ip && service.network_configuration[0].subnets == toset(["subnet-b", "subnet-d"])])
    error_message = "a task has a public address beside the NAT gateway"
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : one(service.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT"])
    error_message = "not on Spot"
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 1 && sort([for rule in aws_wafv2_web_acl.this[0].rule : rule.name]) == tolist(["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"])
    error_message = "no WAF, or other rules"
  }

  assert {
    condition     = one(aws_ecs_cluster.this.setting).value == "enabled" && alltrue([for task in aws_ecs_task_definition.this : one(task.runtime_platform).cpu_architecture == "X86_64"])
    error_message = "no Container Insights, or another architecture"
  }

  assert {
    condition     = local.functions.scheduler.environment.DATABASE_ENGINE == "aurora-serverless-v2"
    error_message = "the scheduler is told of another engine"
  }
}
