mock_provider "aws" {
  source = "../../testing/aws"
}

run "refuses_a_name_that_leaves_no_room_for_suffixes" {
  command = plan

  variables {
    name = "bookmark-manager-staging-of-team-one"
  }

  expect_failures = [var.name]
}

run "refuses_a_parameter_prefix_that_ends_with_a_slash" {
  command = plan

  variables {
    parameter_prefix = "/bookmark-manager/staging/"
  }

  expect_failures = [var.parameter_prefix]
}

run "refuses_an_architecture_that_fargate_does_not_have" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "RISCV"
      container_insights = false
      log_retention_days = 7
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.shape]
}

run "refuses_a_third_service" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 }, worker = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.shape]
}

run "refuses_a_size_that_fargate_does_not_sell" {
  command = plan

  variables {
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
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
      services           = { web = { cpu = 256, memory = 512, awake_count = 0 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
    }
  }

  expect_failures = [var.shape]
}

run "refuses_a_schedule_of_an_unknown_mode" {
  command = plan

  variables {
    schedule = "{\"calendar\":{},\"schedule\":{\"mode\":\"sometimes\"}}"
  }

  expect_failures = [var.schedule]
}

run "refuses_a_schedule_that_is_no_json" {
  command = plan

  variables {
    schedule = "office-hours"
  }

  expect_failures = [var.schedule]
}

run "refuses_a_topic_that_is_no_arn" {
  command = plan

  variables {
    notices = { topic_arn = "staging" }
  }

  expect_failures = [var.notices]
}
