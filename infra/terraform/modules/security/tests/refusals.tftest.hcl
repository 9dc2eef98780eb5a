mock_provider "aws" {
  source = "../../testing/aws"
}

run "refuses_an_empty_allow_list" {
  command = plan

  variables {
    allowed_cidr_blocks = []
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_the_whole_internet" {
  command = plan

  variables {
    allowed_cidr_blocks = ["203.0.113.10/32", "0.0.0.0/0"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_half_of_the_internet" {
  command = plan

  variables {
    allowed_cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_an_address_without_its_length" {
  command = plan

  variables {
    allowed_cidr_blocks = ["203.0.113.10"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_what_is_no_address" {
  command = plan

  variables {
    allowed_cidr_blocks = ["203.0.113.300/32"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_an_ipv6_range_before_a_load_balancer" {
  command = plan

  variables {
    allowed_cidr_blocks = ["2001:db8::/32"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_a_network_written_with_one_of_its_addresses" {
  command = plan

  variables {
    allowed_cidr_blocks = ["203.0.113.10/24"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}

run "refuses_a_parameter_prefix_without_a_slash_and_a_budget_that_tells_nobody" {
  command = plan

  variables {
    budget           = { usd_per_month = 60, emails = [] }
    parameter_prefix = "bookmark-manager/staging"
  }

  expect_failures = [var.parameter_prefix, var.budget]
}

run "refuses_a_door_that_there_is_not" {
  command = plan

  variables {
    front_door = "nginx"
  }

  expect_failures = [var.front_door]
}

run "refuses_what_is_no_range_before_a_gateway_too" {
  command = plan

  variables {
    front_door          = "http-api"
    allowed_cidr_blocks = ["2001:db8::/32", "2001:db8::1"]
  }

  expect_failures = [var.allowed_cidr_blocks]
}
