mock_provider "aws" {
  source = "../../testing/aws"
}

# Each of these is refused, or the run fails: one run is one start of the provider.
run "refuses_what_aws_would_refuse" {
  command = plan

  variables {
    name             = "bookmark-manager-staging-of-team-one"
    parameter_prefix = "/bookmark-manager/staging/"
    schedule         = "office-hours"
    notices          = { topic_arn = "staging", hours_beyond = 25 }
    shape = {
      cpu_architecture   = "RISCV"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.name, var.parameter_prefix, var.schedule, var.notices, var.shape]
}

run "refuses_a_third_service_and_a_schedule_of_an_unknown_mode" {
  command = plan

  variables {
    schedule = "{\"calendar\":{},\"schedule\":{\"mode\":\"sometimes\"}}"
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 }, worker = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.schedule, var.shape]
}

run "refuses_a_size_that_fargate_does_not_sell" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 300, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.shape]
}

run "refuses_an_awake_count_of_nothing" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 0 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.shape]
}

run "refuses_a_way_to_sign_up_that_there_is_not" {
  command = plan

  variables {
    sign_up = "invited only"
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "refuses_a_door_that_there_is_not_and_a_waf_before_a_gateway" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
      front_door         = "nginx"
      waf                = true
    }
  }

  expect_failures = [var.shape]
}
