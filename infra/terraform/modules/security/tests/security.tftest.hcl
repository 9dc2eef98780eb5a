mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  name                = "bookmark-manager-staging"
  vpc_id              = "vpc-1"
  allowed_cidr_blocks = ["203.0.113.10/32", "198.51.100.0/24"]
  https               = false
  ports               = { web = 3000, api = 3001 }
  parameter_prefix    = "/bookmark-manager/staging"
  assets_bucket       = "bookmark-manager-staging-assets-<account>"
}

run "lets_only_the_allow_list_reach_the_load_balancer" {
  command = plan

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:80", "203.0.113.10/32:80"]
    error_message = "other addresses, or other ports"
  }
}

run "listens_on_both_ports_with_https" {
  command = plan

  variables {
    https = true
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:443", "198.51.100.0/24:80", "203.0.113.10/32:443", "203.0.113.10/32:80"]
    error_message = "port 443 is not open to the allow-list"
  }
}

run "gives_the_database_one_caller_and_web_no_way_to_it" {
  command = plan

  assert {
    condition     = [for way in local.traffic : way.from if way.to == "database"] == ["api"]
    error_message = "someone else reaches the database"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.inside["api-database"].from_port == 5432
    error_message = "another port"
  }
}

run "opens_a_way_to_mongodb_only_when_asked" {
  command = plan

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.outbound) == ["api-https", "web-https"]
    error_message = "more than HTTPS goes out"
  }
}

run "lets_the_api_reach_mongodb_and_read_its_address" {
  command = plan

  variables {
    mongodb = true
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.outbound["api-mongodb"].from_port == 27017
    error_message = "no way to MongoDB"
  }

  assert {
    condition     = contains(local.tasks.api.secrets, "MONGODB_URI")
    error_message = "MONGODB_URI cannot be read"
  }
}

run "gives_the_administrator_s_url_to_migrations_alone" {
  command = plan

  assert {
    condition     = [for kind, task in local.tasks : kind if contains(task.secrets, "DATABASE_ADMIN_URL")] == ["migrate"]
    error_message = "another task reads DATABASE_ADMIN_URL"
  }

  assert {
    condition     = local.tasks.web.secrets == []
    error_message = "web reads a secret"
  }
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

run "refuses_an_ipv6_range" {
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

run "refuses_a_parameter_prefix_without_a_slash" {
  command = plan

  variables {
    parameter_prefix = "bookmark-manager/staging"
  }

  expect_failures = [var.parameter_prefix]
}
